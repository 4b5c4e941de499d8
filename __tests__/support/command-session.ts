import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** What a command ended with and printed. */
export interface Said {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs commands of slipway in a folder, or in one below it, one after the other, in one process. */
export interface CommandSession {
  slipway(...args: readonly string[]): Promise<Said>;
  /** The same in a folder below. */
  slipwayIn(below: string, ...args: readonly string[]): Promise<Said>;
  end(): void;
}

export function commandSession(folder: string, env: NodeJS.ProcessEnv): CommandSession {
  const child = fork(join(__dirname, 'run-commands.js'), {
    cwd: folder,
    env,
    execArgv: ['-C', 'slipway-source'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit').then(() => undefined);
  child.setMaxListeners(Infinity); // One a command: `once` listens for errors too.
  const slipwayIn: CommandSession['slipwayIn'] = async (below, ...args) => {
    const answer = once(child, 'message') as Promise<[Said]>;
    child.send({ args, folder: join(folder, below) });
    const said = await Promise.race([answer, ended]);
    if (said === undefined) throw new Error(`The process ended in slipway ${args.join(' ')}.`);
    return said[0];
  };
  return {
    slipway: (...args) => slipwayIn('', ...args),
    slipwayIn,
    end: () => {
      child.kill();
    },
  };
}
