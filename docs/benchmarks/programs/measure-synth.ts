import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rounds, type Rounds } from '../rounds';

/** What a program that synthesises workloads measured. */
export interface SynthTimes {
  readonly synth: Rounds;
  /** To serialise and write the same bytes. */
  readonly write: Rounds;
  readonly bytes: number;
}

/** Synthesises as many workloads as the program's argument says, several times, and prints what it took. */
export function measureSynth(synth: (outdir: string, count: number) => void): void {
  const [count, times] = [Number(process.argv[2]), Number(process.argv[3])];
  const folders: string[] = [];
  try {
    const own = rounds(times, () => {
      const folder = mkdtempSync(join(tmpdir(), 'slipway-bench-synth-'));
      folders.push(folder);
      synth(folder, count);
    });
    const texts = filesIn(folders[0] ?? '').map((file) => readFileSync(file, 'utf8'));
    const values = texts.map((text) => parsed(text));
    const write = rounds(times + 2, () => {
      for (const [index, value] of values.entries())
        writeFileSync(
          join(folders[0] ?? '', `written-${index}`),
          typeof value === 'string' ? value : JSON.stringify(value, null, 2),
        );
    });
    const bytes = texts.reduce((sum, { length }) => sum + length, 0);
    process.stdout.write(JSON.stringify({ synth: own, write, bytes } satisfies SynthTimes));
  } finally {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  }
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** YAML is written as it is. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
