'use strict';
// `require('slipway/synth')`, which is `npm run synth`: runs main.ts while tsc checks its types, and fails where either does. Types
// of files that tsc accepted and that have not changed since are not checked again, nor are those of a commit that a diff
// synthesises. What is declared and not used is for the linter: a synth does not fail for it.
const { spawn } = require('node:child_process');
const { once } = require('node:events');
const { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } = require('node:fs');
const { dirname, join, resolve } = require('node:path');

const CACHE = join('node_modules', '.cache', 'slipway');
const CONFIG_FILE = join(CACHE, 'tsconfig.json');
const ACCEPTED = join(CACHE, 'types-accepted.json');
// TypeScript 7 checks in a third of the time. Other tools read types by the interface of an earlier one, so that it goes by a name of its own.
const TSC = ['typescript-7', 'typescript'].map((name) => join('node_modules', name, 'bin', 'tsc'));
const CHECK = [TSC.find((path) => existsSync(path)) ?? TSC[1], '-p', CONFIG_FILE, '--listFiles'];
const SYNTH = ['-C', 'slipway-source', join(__dirname, 'run-main.js')];

/**
 * The options of tsconfig.json for what main.ts imports, and nothing else: beside it may lie an application whose types are another
 * matter, as may the project's own tests.
 */
const CONFIG = JSON.stringify({
  extends: existsSync('tsconfig.json') ? ['../../../tsconfig.json'] : [],
  compilerOptions: {
    // As swc compiles it for Node, and as Node loads that: imports need no extensions.
    target: 'es2022',
    module: 'preserve',
    moduleResolution: 'bundler',
    types: ['node'],
    skipLibCheck: true,
    noEmit: true,
    composite: false,
    incremental: true,
    tsBuildInfoFile: 'app.tsbuildinfo',
    noUnusedLocals: false,
    noUnusedParameters: false,
  },
  files: ['../../../main.ts'],
  include: [],
});

function run(args, stdout) {
  return spawn(process.execPath, args, { stdio: ['inherit', stdout, 'inherit'] });
}

async function main() {
  if (process.env.SLIPWAY_TYPES === 'unchecked' || !existsSync('main.ts') || isAccepted()) {
    require('./run-main');
    return;
  }
  const began = Date.now();
  mkdirSync(CACHE, { recursive: true });
  writeFileSync(CONFIG_FILE, CONFIG);
  const [check, synth] = [run(CHECK, 'pipe'), run(SYNTH, 'inherit')];
  // A person who waits is told for what. The first time takes longest.
  const told = setTimeout(() => {
    if (process.stderr.isTTY) console.error('checking types, which is done once for each change …');
  }, 1_000);
  let printed = '';
  check.stdout.setEncoding('utf8').on('data', (text) => (printed += text));
  const [[wrong], [failed]] = await Promise.all([once(check, 'close'), once(synth, 'exit')]);
  clearTimeout(told);
  const lines = printed.split('\n').filter((line) => line !== '');
  const isFile = (line) => resolve(line) === line;
  if (wrong === 0) accept(lines.filter(isFile), began);
  else console.error(lines.filter((line) => !isFile(line)).join('\n'));
  process.exitCode = failed === 0 && wrong === 0 ? 0 : 1;
}

function accept(files, began) {
  const paths = [...files, ...new Set(files.map((file) => dirname(file))), resolve('tsconfig.json')];
  // What changed while tsc ran may have been read before.
  if (paths.some((path) => changedSince(path, began))) return;
  writeFileSync(
    ACCEPTED,
    JSON.stringify({ config: CONFIG, stamps: paths.map((path) => [path, stampOf(path)]) }),
  );
}

function changedSince(path, began) {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat !== undefined && stat.isFile() && stat.ctimeMs >= began;
}

/** Two checkouts may share node_modules. */
function isAccepted() {
  try {
    const { config, stamps } = JSON.parse(readFileSync(ACCEPTED, 'utf8'));
    return (
      config === CONFIG &&
      stamps.at(-1)[0] === resolve('tsconfig.json') &&
      stamps.every(([path, stamp]) => stampOf(path) === stamp)
    );
  } catch {
    return false;
  }
}

/** Of a folder, the names that an import may lead to: another file beside the one that it leads to now may be found instead. */
function stampOf(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return null;
  if (stat.isDirectory())
    return readdirSync(path)
      .filter((name) => /\.[cm]?tsx?$|^[^.]+$/.test(name))
      .join(' ');
  return [stat.ino, stat.size, stat.mtimeMs, stat.ctimeMs].join(' ');
}

void main();
