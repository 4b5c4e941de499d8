'use strict';
const { readFileSync } = require('node:fs');
const Module = require('node:module');
const { dirname, join, relative, sep } = require('node:path');
const { default: Runtime } = require('jest-runtime');
// Compiles our own modules, and loads each when something of it is first used.
require('../../bin/typescript');
const { keepNow } = require('../../bin/kept');

const TOP = join(__dirname, '../..');
const INDEX = join(TOP, 'index.ts');

const resolve = Module._resolveFilename;
Module._resolveFilename = (name, ...rest) => (name === 'slipway' ? INDEX : resolve(name, ...rest));

/** So many pieces of compiled code are kept at once. */
const MANY = 100;

/** Libraries that take long to load and keep nothing of a test. */
const LIBRARIES = /^(cdktf|constructs|zod|yaml|diff|commander|fast-check|@cdktf\/[^/]+)(\/|$)/;
/** Folders of what tests are made of and what they are given. */
const OF_TESTS = /^(__tests__|docs|examples|services|node_modules|\.\.)(\/|$)/;
/**
 * In the first comment of a test file that needs modules of its own: it sets a variable that they read, or gives them errors, dates or
 * promises. Those of Jest are of other classes than those of the modules that test files share.
 */
const ANEW = /@loads-anew\b/;

/**
 * Jest gives each test file modules of its own. Ours keep nothing from one use to the next, and evaluating all of them and their
 * libraries again for three hundred files is half of what the tests cost: they are loaded once a process, as in a real run.
 */
module.exports = class SharedModulesRuntime extends Runtime {
  constructor(...args) {
    super(...args);
    const testFile = args[6];
    this.isAnew = testFile !== undefined && ANEW.test(readFileSync(testFile, 'utf8').slice(0, 1_000));
  }

  teardown() {
    // Jest ends a worker that takes half a second to exit, and warns of it.
    keepNow(MANY);
    return super.teardown();
  }

  requireModule(from, name, ...rest) {
    if (name === undefined) return super.requireModule(from, name, ...rest);
    if (LIBRARIES.test(name)) return require(name);
    const file = fileOf(from, name);
    if (this.isAnew || file === undefined) return super.requireModule(from, name, ...rest);
    return require(file);
  }
};

/** The file of Slipway that is asked for; undefined if it is another's. */
function fileOf(from, name) {
  if (name === 'slipway') return INDEX;
  if (!name.startsWith('.')) return undefined;
  const file = join(dirname(from), name);
  return OF_TESTS.test(relative(TOP, file).split(sep).join('/')) ? undefined : file;
}
