import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a command took, over several runs. */
export interface Timing {
  /** By the clock, in milliseconds. */
  readonly fastest: number;
  readonly median: number;
  /** Of all its Node processes, of the run that took least, in milliseconds. Undefined for what is not Node. */
  readonly cpu: number | undefined;
  /** Of the largest of its Node processes. */
  readonly mebibytes: number | undefined;
  /** What the last run printed. */
  readonly printed: string;
}

export interface CommandOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** @default 5 */
  readonly rounds?: number;
}

interface Usage {
  readonly cpu: number;
  readonly mebibytes: number;
}

const USAGE = join(__dirname, 'usage.js');

/** Runs a command several times, after a run that is not counted: caches are warm then, as in daily work. */
export function timeCommand(
  program: string,
  args: readonly string[],
  { cwd = process.cwd(), env = {}, rounds = 5 }: CommandOptions = {},
): Timing {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-bench-'));
  const file = join(folder, 'usage');
  const run = () => {
    writeFileSync(file, '');
    const began = performance.now();
    const { status, stdout, stderr, error } = spawnSync(program, args, {
      cwd,
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
      env: {
        ...process.env,
        CHECKPOINT_DISABLE: '1',
        ...env,
        NODE_OPTIONS: `--require ${USAGE}`,
        BENCH_USAGE: file,
      },
    });
    const time = performance.now() - began;
    if (error !== undefined || status !== 0)
      throw new Error(`${program} ${args.join(' ')} failed: ${error?.message ?? stderr}`);
    const lines = readFileSync(file, 'utf8').trim().split('\n');
    const used = lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Usage);
    return { time, used, stdout };
  };
  try {
    run();
    const runs = Array.from({ length: rounds }, run);
    const times = runs.map(({ time }) => time).sort((a, b) => a - b);
    const used = runs.filter((each) => each.used.length > 0).map((each) => each.used);
    return {
      fastest: times[0] ?? 0,
      median: times[Math.floor(rounds / 2)] ?? 0,
      cpu: least(used.map((processes) => processes.reduce((sum, { cpu }) => sum + cpu, 0))),
      mebibytes: least(used.map((processes) => Math.max(...processes.map(({ mebibytes }) => mebibytes)))),
      printed: runs.at(-1)?.stdout ?? '',
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function least(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : Math.min(...values);
}
