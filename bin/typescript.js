'use strict';
// Runs TypeScript in this process: `node -r ./bin/typescript.js main.ts`. swc compiles each text once; what it gave is kept
// under the hash of all that went in, so that processes may share the folder, and none is told of a change. Types are for tsc.
const { createHash } = require('node:crypto');
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const { SourceMap } = require('node:module');
const { basename, dirname, join } = require('node:path');

// Beside the other packages' caches: in a project, Slipway is one of its packages.
const top = dirname(__dirname);
const packages = basename(dirname(top)) === 'node_modules' ? dirname(top) : join(top, 'node_modules');
const cache = join(packages, '.cache', 'slipway', 'compiled');

const OPTIONS = {
  swcrc: false,
  sourceMaps: 'inline',
  inlineSourcesContent: false,
  // A dynamic import stays one: some packages are published as ECMAScript modules alone.
  module: { type: 'commonjs', ignoreDynamic: true },
  jsc: { target: 'es2022', parser: { syntax: 'typescript' }, keepClassNames: true },
};

const recipe = JSON.stringify([require('@swc/core/package.json').version, OPTIONS]);

/** File → its JavaScript, then its source map. */
const loaded = new Map();

require.extensions['.ts'] = (module, file) => {
  const code = compiled(file);
  loaded.set(file, code);
  module._compile(code, file);
};

// So that cli/load-module.ts asks for no ts-node.
process[Symbol.for('slipway.typescript')] = true;

function compiled(file) {
  const source = readFileSync(file, 'utf8');
  const kept = join(cache, `${createHash('sha256').update(recipe).update(source).digest('hex')}.js`);
  try {
    return readFileSync(kept, 'utf8');
  } catch {
    const { code } = require('@swc/core').transformSync(source, { ...OPTIONS, filename: file });
    keep(kept, code);
    return code;
  }
}

/** Whole or not at all: another process may read it now. Where nothing can be kept, all works, only slower. */
function keep(kept, code) {
  try {
    mkdirSync(cache, { recursive: true });
    const draft = `${kept}.${process.pid}`;
    writeFileSync(draft, code);
    renameSync(draft, kept);
  } catch {
    // As above.
  }
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
  const code = loaded.get(file);
  if (typeof code !== 'string') return code;
  const inline = code.slice(code.lastIndexOf('base64,') + 'base64,'.length);
  const map = new SourceMap(JSON.parse(Buffer.from(inline, 'base64').toString()));
  loaded.set(file, map);
  return map;
}
