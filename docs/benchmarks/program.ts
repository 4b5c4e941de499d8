import { join } from 'node:path';
import { type CommandOptions, timeCommand, type Timing } from './command';

const TYPESCRIPT = ['-C', 'slipway-source', '-r', join(__dirname, '..', '..', 'bin', 'typescript.js')];

/** What a program of `docs/benchmarks/programs` measured within itself, and what its process took. */
interface Measured<T> {
  readonly timing: Timing;
  readonly result: T;
}

/** Runs a program of `docs/benchmarks/programs` in a process of its own, so that no row warms another's code or fills its memory. */
export function runProgram<T>(
  name: string,
  args: readonly (string | number)[],
  options: CommandOptions = { rounds: 1 },
): Measured<T> {
  const file = join(__dirname, 'programs', `${name}.ts`);
  const timing = timeCommand(process.execPath, [...TYPESCRIPT, file, ...args.map(String)], options);
  return { timing, result: JSON.parse(timing.printed) as T };
}
