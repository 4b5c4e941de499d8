'use strict';
// What one process worked out of a text, for the next: many small pieces in one file, since to open a thousand files takes longer
// than to read them. A piece is kept under the hash of all that it was made from, so that a change needs no notice, and a file that
// is lost, or that another version wrote, only costs time.
const { createHash } = require('node:crypto');
const { closeSync, fstatSync, mkdirSync, openSync, readdirSync, readSync } = require('node:fs');
const { renameSync, rmSync, statSync, writeFileSync } = require('node:fs');
const { basename, dirname, join } = require('node:path');

// Beside the other packages' caches: in a project, Slipway is one of its packages.
const top = dirname(__dirname);
const packages = basename(dirname(top)) === 'node_modules' ? dirname(top) : join(top, 'node_modules');
const FOLDER = join(packages, '.cache', 'slipway');
const FILE = join(FOLDER, 'compiled.bin');

/** In bytes. Beyond it, only the pieces of this process are kept: so those of old texts are removed at times. */
const MOST = 64 * 2 ** 20;

const HOUR_MS = 3_600_000;

/** At the start of the file: how long its index is, as digits. */
const LENGTH = 16;

function keyOf(...texts) {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(text).update('\0');
  return hash.digest('base64');
}

/** The pieces that are in the file: key → where it begins behind the index, its length in bytes, and its hash. */
const old = open();

function open() {
  try {
    const file = openSync(FILE, 'r');
    const length = Number(read(file, 0, LENGTH).toString());
    const index = new Map(JSON.parse(read(file, LENGTH, length).toString()));
    return { file, index, start: LENGTH + length };
  } catch {
    return { file: undefined, index: new Map(), start: 0 };
  }
}

function read(file, from, length) {
  const bytes = Buffer.allocUnsafeSlow(length);
  if (readSync(file, bytes, 0, length, from) !== length) throw new Error('the file has changed');
  return bytes;
}

/** @returns undefined if there is nothing, or if it is damaged: V8 would run damaged code, and crash. */
function kept(key) {
  const place = old.index.get(key);
  if (place === undefined) return undefined;
  try {
    const piece = read(old.file, old.start + place[0], place[1]);
    return keyOf(piece) === place[2] ? piece : undefined;
  } catch {
    return undefined;
  }
}

/** Key → what makes the piece. */
const fresh = new Map();

/** @param make is called when it is written: at the latest when the process ends. */
function keep(key, make) {
  fresh.set(key, make);
}

// The file stays open: Node shows the trace of an uncaught error after this.
process.once('exit', () => keepNow());

/**
 * Writes what is not in the file yet. Whole or not at all: another process may read it now. The pieces in it are copied as they are,
 * since each is checked when it is used. Where nothing can be kept, all works, only slower.
 * @param least how many pieces are worth it
 */
function keepNow(least = 1) {
  if (fresh.size < least) return;
  // Another process may have written since.
  const before = open();
  try {
    const made = [...fresh].map(([key, make]) => [key, make()]);
    fresh.clear();
    const size = before.file === undefined ? 0 : fstatSync(before.file).size - before.start;
    let end = size > MOST ? 0 : size;
    const index = new Map(end === 0 ? [] : before.index);
    const pieces = end === 0 ? [] : [read(before.file, before.start, size)];
    for (const [key, piece] of made) {
      index.set(key, [end, piece.length, keyOf(piece)]);
      pieces.push(piece);
      end += piece.length;
    }
    const text = JSON.stringify([...index]);
    const header = String(Buffer.byteLength(text)).padStart(LENGTH, '0');
    mkdirSync(FOLDER, { recursive: true });
    removeLost();
    const draft = `${FILE}.${process.pid}`;
    writeFileSync(draft, Buffer.concat([Buffer.from(header + text), ...pieces]));
    renameSync(draft, FILE);
  } catch {
    // As above.
  } finally {
    if (before.file !== undefined) closeSync(before.file);
  }
}

/** Drafts that a process which was killed left behind. */
function removeLost() {
  for (const name of readdirSync(FOLDER)) {
    const path = join(FOLDER, name);
    if (name.startsWith(`${basename(FILE)}.`) && Date.now() - statSync(path).mtimeMs > HOUR_MS) rmSync(path);
  }
}

module.exports = { FOLDER, keep, keepNow, kept, keyOf };
