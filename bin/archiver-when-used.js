'use strict';
// What cdktf gets for `archiver`, a tenth of what it loads. It makes archives in a process of its own, which loads the real one, so
// nothing that we know of calls this.
const { createRequire } = require('node:module');

module.exports = (...args) => createRequire(require.resolve('cdktf'))('archiver')(...args);
