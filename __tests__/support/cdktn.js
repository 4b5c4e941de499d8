'use strict';
// Node's -r: whoever asks for cdktf, Slipway or a prebuilt provider, gets cdktn, as after `npm install cdktf@npm:cdktn`.
const Module = require('node:module');

const find = Module._resolveFilename;
Module._resolveFilename = (request, ...rest) => find(request.replace(/^cdktf(?=\/|$)/, 'cdktn'), ...rest);
