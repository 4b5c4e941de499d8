import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pauseSync, readTextInside, writeAtomically } from '../files';
import { InvalidInput, problem, refuseIfAny, unreadable } from '../findings';
import { formFindings, isNestedDeeper } from '../json-file';
import type { SlipwayRecord } from './record';
import { RECORD } from './record-schema';

/** The folder that a synth is written to, unless another is named: that of cdktf. */
export const SYNTH_FOLDER = 'cdktf.out';
/** The record's file in a synthesised folder. It is there only while all stacks beside it are of one synth. */
export const RECORD_FILE = 'slipway.json';
/** What a synthesised folder holds while a synth moves its files there. */
export const SYNTH_LOCK = '.synth';
/** How long a reader waits for that: it takes milliseconds. */
const PATIENCE_MS = 2_000;
const PAUSE_MS = 20;
/** The version of records that is read. */
const VERSION: SlipwayRecord['version'] = 1;
const RULE = 'record/file';
const AGAIN = 'Synthesise again with this version of Slipway.';
/** A record is nine levels deep. */
const DEEPEST = 50;

/** Writes the record beside the synthesised stacks. */
export function writeRecord(outdir: string, record: SlipwayRecord): void {
  writeAtomically(join(outdir, RECORD_FILE), `${JSON.stringify(record, undefined, 2)}\n`);
}

/** The record of a synth. @throws InvalidInput if it is missing, is no record, or is one of another version. */
export function readRecord(outdir: string): SlipwayRecord {
  const path = join(outdir, RECORD_FILE);
  const record = readWhole(outdir, () => parse(textOf(outdir, path), path));
  if (versionOf(record) !== VERSION)
    throw refusal(
      path,
      `must be a record of version ${VERSION}`,
      versionOf(record) === undefined
        ? 'without a version'
        : `of version ${JSON.stringify(versionOf(record))}`,
      AGAIN,
    );
  if (isNestedDeeper(record, DEEPEST))
    throw refusal(path, `must be nested at most ${DEEPEST} levels deep`, 'deeper', AGAIN);
  refuseIfAny(formFindings(RECORD, record, { path, rule: RULE, advice: AGAIN }));
  return record as SlipwayRecord;
}

/** Reads files of a synthesised folder that belong together: again, where a synth replaced them meanwhile. */
export function readWhole<T>(outdir: string, read: () => T): T {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    while (existsSync(join(outdir, SYNTH_LOCK)) && Date.now() < end) pauseSync(PAUSE_MS);
    const before = stampOf(outdir);
    try {
      const value = read();
      if (stampOf(outdir) === before || Date.now() >= end) return value;
    } catch (error) {
      if (stampOf(outdir) === before || Date.now() >= end) throw error;
    }
  }
}

/** Differs for each synth. */
function stampOf(outdir: string): string | undefined {
  const file = statSync(join(outdir, RECORD_FILE), { bigint: true, throwIfNoEntry: false });
  return file && `${file.ino} ${file.mtimeNs}`;
}

const FIRST = 'Run `npm start` or `npx cdktf synth` first.';

function textOf(outdir: string, path: string): string {
  try {
    return readTextInside(outdir, RECORD_FILE);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR')
      throw refusal(path, 'must be the record that a synth writes', 'missing', FIRST);
    throw new InvalidInput([unreadable(error, path)]);
  }
}

function parse(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refusal(path, 'must be the record that a synth writes', 'not JSON', FIRST);
  }
}

function versionOf(record: unknown): unknown {
  return typeof record === 'object' && record !== null
    ? (record as Partial<SlipwayRecord>).version
    : undefined;
}

function refusal(path: string, message: string, value: string, advice: string): InvalidInput {
  return new InvalidInput([problem({ rule: RULE, path, message, value, advice })]);
}
