'use strict';
const { default: Runtime } = require('jest-runtime');

/** Libraries that take long to load and keep nothing of a test. */
const SHARED = /^(cdktf|constructs|zod|yaml|diff|commander|fast-check|@cdktf\/[^/]+)(\/|$)/;

/**
 * Jest gives each test file modules of its own. For our code that is right; evaluating cdktf, its bindings and zod again for two
 * hundred files is half of what the tests cost, so those are loaded once a process, as in a real run.
 */
module.exports = class SharedLibrariesRuntime extends Runtime {
  requireModule(from, name, ...rest) {
    if (name !== undefined && SHARED.test(name)) return require(name);
    return super.requireModule(from, name, ...rest);
  }
};
