import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** What a command ended with and printed. */
export interface Said {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs commands of slipway in the folder of a project, one after the other, in one process. */
export interface CommandSession {
  slipway(...args: readonly string[]): Promise<Said>;
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
  return {
    slipway: async (...args) => {
      const answer = once(child, 'message') as Promise<[Said]>;
      child.send(args);
      const said = await Promise.race([answer, ended]);
      if (said === undefined) throw new Error(`The process ended in slipway ${args.join(' ')}.`);
      return said[0];
    },
    end: () => {
      child.kill();
    },
  };
}
