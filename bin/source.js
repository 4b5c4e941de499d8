'use strict';
const { existsSync } = require('node:fs');
const { join } = require('node:path');

// Node's condition `slipway-source` leads here. In a checkout of Slipway it means the sources; a package has none, and a
// project that was copied from the checkout, condition and all, gets the built files.
const source = join(__dirname, '..', 'index.ts');
module.exports = existsSync(source) ? require(source) : require('../dist/index.js');
