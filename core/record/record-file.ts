import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeAtomically } from '../files';
import { InvalidInput, problem } from '../findings';
import type { SlipwayRecord } from './record';

const FILE = 'slipway.json';
const VERSION: SlipwayRecord['version'] = 1;

/** Writes the record beside the synthesised stacks. */
export function writeRecord(outdir: string, record: SlipwayRecord): void {
  writeAtomically(join(outdir, FILE), `${JSON.stringify(record, undefined, 2)}\n`);
}

/** The record of a synth. @throws InvalidInput if it is missing or of another version. */
export function readRecord(outdir: string): SlipwayRecord {
  const path = join(outdir, FILE);
  const record = parse(path);
  if (record?.version === VERSION) return record as SlipwayRecord;
  throw refusal(
    path,
    `must be a record of version ${VERSION}`,
    `of version ${String(record?.version)}`,
    'Synthesise again with this version of Slipway.',
  );
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
