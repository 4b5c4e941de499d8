'use strict';
// Runs TypeScript in this process: `node -r ./bin/typescript.js main.ts`. swc compiles each text once; what it gave is kept
// under the hash of all that went in. Types are for tsc.
const { readFileSync, statSync } = require('node:fs');
const Module = require('node:module');
const { dirname, join, sep } = require('node:path');
const { keepCode } = require('./code-cache');
const { keep, kept, keyOf } = require('./kept');

const OPTIONS = {
  swcrc: false,
  sourceMaps: true,
  inlineSourcesContent: false,
  // A dynamic import stays one: some packages are published as ECMAScript modules alone.
  module: { type: 'commonjs', ignoreDynamic: true },
  jsc: { target: 'es2022', parser: { syntax: 'typescript' }, keepClassNames: true },
};

const recipe = JSON.stringify([require('@swc/core/package.json').version, OPTIONS]);

/** As in stacks/faster-cdktf.ts: cdktf as it is. */
const STOCK = process.env.SLIPWAY_STOCK_CDKTF === '1';
const CHECKOUT = join(__dirname, '..', sep);
const LAZY_ARCHIVER = join(__dirname, 'archiver-when-used.js');

/** File → where its source map is kept, then the map. */
const maps = new Map();

keepCode();

require.extensions['.ts'] = (module, file) => {
  module._compile(compiled(file), file);
};

// So that cli/load-module.ts starts no compiler.
process[Symbol.for('slipway.typescript')] = true;

function compiled(file) {
  const source = readFileSync(file, 'utf8');
  const lazy = file.startsWith(CHECKOUT) ? importsOf(source) : [];
  const key = keyOf(recipe, lazy.join(), source);
  maps.set(file, `${key} map`);
  const before = kept(key);
  if (before !== undefined) return before.toString();
  const { code, map } = require('@swc/core').transformSync(source, {
    ...OPTIONS,
    module: { ...OPTIONS.module, lazy },
    filename: file,
  });
  keep(key, () => Buffer.from(code));
  keep(`${key} map`, () => Buffer.from(map));
  maps.set(file, new Module.SourceMap(JSON.parse(map)));
  return code;
}

/**
 * In a checkout of Slipway a module is loaded when something of it is first used: a command needs a fraction of them, and of the
 * bindings. Nothing here depends on the order, which the linter's ban on circles keeps so. Of other people's files that is not known.
 */
function importsOf(source) {
  return [...source.matchAll(/\bfrom '([^']+)';$/gm)].map(([, name]) => name);
}

const resolve = Module._resolveFilename;
Module._resolveFilename = function (request, parent, ...rest) {
  return fileOf(request, parent?.filename) ?? resolve.call(this, request, parent, ...rest);
};

/** @returns undefined where Node finds it. */
function fileOf(request, from) {
  if (from === undefined || from === null) return undefined;
  // As tsc does, and before Node looks for files that are rarely there: `./a` is a.ts, or a/index.ts, though a.json is there too.
  if (request.startsWith('.') && from.endsWith('.ts')) {
    const path = join(dirname(from), request);
    return [`${path}.ts`, join(path, 'index.ts')].find(isFile);
  }
  if (request === 'archiver' && /[\\/]cdktf[\\/]lib[\\/]private[\\/]fs\.js$/.test(from) && !STOCK)
    return LAZY_ARCHIVER;
  return undefined;
}

function isFile(path) {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

// Node's own source maps are parsed for every module that is loaded; these only for what stands in a trace.
Error.prepareStackTrace = (error, sites) => [String(error), ...sites.map(placeOf)].join('\n    at ');

function placeOf(site) {
  const [file, line, column] = [site.getFileName(), site.getLineNumber(), site.getColumnNumber()];
  const { originalLine, originalColumn } = mapOf(file)?.findEntry(line - 1, column - 1) ?? {};
  if (originalLine === undefined) return String(site);
  return String(site).replace(`:${line}:${column}`, `:${originalLine + 1}:${originalColumn + 1}`);
}

function mapOf(file) {
  const known = maps.get(file);
  if (typeof known !== 'string') return known;
  const text = kept(known);
  const map = text && new Module.SourceMap(JSON.parse(text.toString()));
  maps.set(file, map);
  return map;
}
