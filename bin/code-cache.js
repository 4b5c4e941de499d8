'use strict';
// Keeps what V8 compiled of each module for the next process: half of a short run went into compiling the same texts again.
// Node does this itself from 22.8 on. Before that, modules are compiled here, as Node's own loader would.
const Module = require('node:module');
const { dirname, join } = require('node:path');
const { cachedDataVersionTag } = require('node:v8');
const { Script } = require('node:vm');
const { FOLDER, keep, kept, keyOf } = require('./kept');

/**
 * Of larger ones, which are a provider's bindings, V8 reads its own code no faster than it compiles the text. And only what Node
 * compiled may import ECMAScript modules.
 */
const LARGEST = 512 * 1024;

/** Code fits one version of V8 with one set of flags on one kind of processor. */
const ENGINE = `${process.version} ${cachedDataVersionTag()}`;

const [BEFORE, AFTER] = Module.wrapper;

function keepCode() {
  if (Module.enableCompileCache === undefined) replaceCompile();
  else Module.enableCompileCache(join(FOLDER, 'code'));
}

function replaceCompile() {
  const original = Module.prototype._compile;
  Module.prototype._compile = function (text, filename) {
    if (text.length > LARGEST || text.includes('import(')) return original.call(this, text, filename);
    let run;
    try {
      run = compile(text, filename);
    } catch {
      // Not CommonJS, or not JavaScript: Node loads it, or reports it.
      return original.call(this, text, filename);
    }
    return run.call(this.exports, this.exports, requireOf(this), this, filename, dirname(filename));
  };
}

function compile(text, filename) {
  // Code knows the name of its file, which stands in traces.
  const key = keyOf(ENGINE, filename, text);
  const code = kept(key);
  const script = new Script(`${BEFORE}${text}${AFTER}`, {
    filename,
    columnOffset: -BEFORE.length,
    cachedData: code,
  });
  // At the end it is known which functions are needed: those that were called.
  if (code === undefined || script.cachedDataRejected) keep(key, () => script.createCachedData());
  return script.runInThisContext();
}

/** What a module is given as `require`. */
function requireOf(module) {
  const load = (id) => module.require(id);
  load.resolve = (id, options) => Module._resolveFilename(id, module, false, options);
  load.resolve.paths = (id) => Module._resolveLookupPaths(id, module);
  load.main = process.mainModule;
  load.extensions = Module._extensions;
  load.cache = Module._cache;
  return load;
}

module.exports = { keepCode };
