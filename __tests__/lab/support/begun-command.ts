import { spawn } from 'node:child_process';
import type { ProgramOutcome } from '../../../lab';

/** The longest that one may take, should nobody end it. */
const LIMIT_MS = 400_000;

/** A command that is at work, to be looked at or killed meanwhile. */
export class BegunCommand {
  readonly pid: number;
  /** How it ended; without a code where it was killed. */
  readonly ended: Promise<ProgramOutcome>;
  private readonly kill: () => void;
  private printed = '';

  constructor(
    [program, ...args]: readonly [string, ...string[]],
    options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
  ) {
    const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    if (child.pid === undefined) throw new Error(`${program} cannot be started`);
    this.pid = child.pid;
    this.kill = () => child.kill('SIGKILL');
    const timer = setTimeout(this.kill, LIMIT_MS);
    let stdout = '';
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (this.printed += chunk.toString()));
    this.ended = new Promise((resolve) => {
      child.on('close', (code) => {
        clearTimeout(timer);
        resolve({ code: code ?? undefined, output: this.printed, stdout });
      });
    });
  }

  /** What it has printed so far. */
  get output(): string {
    return this.printed;
  }

  /** Kills it alone: what it has started goes on. */
  async killAlone(): Promise<void> {
    this.kill();
    await this.ended;
  }
}
