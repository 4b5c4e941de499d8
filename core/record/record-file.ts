import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pauseSync, writeAtomically } from '../files';
import { InvalidInput, problem } from '../findings';
import type { SlipwayRecord } from './record';

/** The record's file in a synthesised folder. It is there only while all stacks beside it are of one synth. */
export const RECORD_FILE = 'slipway.json';
/** What a synthesised folder holds while a synth moves its files there. */
export const SYNTH_LOCK = '.synth';
/** How long a reader waits for that: it takes milliseconds. */
const PATIENCE_MS = 2_000;
const PAUSE_MS = 20;
const VERSION: SlipwayRecord['version'] = 1;

/** Writes the record beside the synthesised stacks. */
export function writeRecord(outdir: string, record: SlipwayRecord): void {
  writeAtomically(join(outdir, RECORD_FILE), `${JSON.stringify(record, undefined, 2)}\n`);
}

/** The record of a synth. @throws InvalidInput if it is missing or of another version. */
export function readRecord(outdir: string): SlipwayRecord {
  const path = join(outdir, RECORD_FILE);
  const record = readWhole(outdir, () => parse(path));
  if (record?.version === VERSION) return record as SlipwayRecord;
  throw refusal(
    path,
    `must be a record of version ${VERSION}`,
    `of version ${String(record?.version)}`,
    'Synthesise again with this version of Slipway.',
  );
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

function parse(path: string): Partial<SlipwayRecord> | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Partial<SlipwayRecord> | null;
  } catch (error) {
    const met = (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'missing' : 'not JSON';
    throw refusal(
      path,
      'must be the record that a synth writes',
      met,
      'Run `npm start` or `npx cdktf synth` first.',
    );
  }
}

function refusal(path: string, message: string, value: string, advice: string): InvalidInput {
  return new InvalidInput([problem({ rule: 'record/file', path, message, value, advice })]);
}
