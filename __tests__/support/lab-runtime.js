'use strict';

// What the lab starts ends with the process that runs the test. That must not go on when Jest has been killed.
process.once('disconnect', () => process.exit(1));

module.exports = require('./shared-modules-runtime');
