import { spawn } from 'node:child_process';
import { Failure, signal } from '../../process';
import { providersIn } from '../provider-processes';
import type { StackFolder } from '../stack-folder';
import { terraformCommand } from '../terraform-program';
import { FollowedFile } from './followed-file';
import type { TerraformSettings } from './settings';

/** A running Terraform. It and its providers are a process group of their own. */
export interface Running {
  /** Its exit code; undefined when it was killed. */
  readonly ended: Promise<number | undefined>;
  /** As Ctrl-C: the first lets it end what it is doing and save its state, the second does not. */
  readonly interrupt: () => void;
  /**
   * Ends its providers: what they were doing fails, and Terraform saves its state, gives back its lock and ends by itself.
   * @returns whether there were any to be found
   */
  readonly killProviders: () => boolean;
  /** Ends it at once, providers and all. */
  readonly kill: () => void;
  /** That of Terraform and its providers; undefined where it did not start. */
  readonly processGroup: number | undefined;
}

/**
 * Starts Terraform in a stack's folder. It asks nothing. When we are killed, it goes on to its end and saves its state: to a
 * pipe that nobody reads, its next line would end it, and what it had just made would be in no state.
 *
 * Of what the user has set (TF_DATA_DIR, TF_WORKSPACE, TF_CLI_CONFIG_FILE, …) all holds, as it does for `cdktf deploy`.
 */
export function startTerraform(
  { folder }: StackFolder,
  args: readonly string[],
  { env, program, planFolder }: Pick<TerraformSettings, 'env' | 'program' | 'planFolder'>,
  onLine: (line: string, from: 'stdout' | 'stderr') => void,
): Running {
  const [command, ...first] = program ?? [terraformCommand(env)];
  const outputs = (['stdout', 'stderr'] as const).map(
    (from) =>
      new FollowedFile(planFolder, (line) => {
        onLine(line, from);
      }),
  );
  const child = spawn(command, [...first, ...args], {
    cwd: folder,
    env: { ...env, TF_IN_AUTOMATION: '1', TF_INPUT: '0', CHECKPOINT_DISABLE: '1' },
    stdio: ['ignore', ...outputs.map(({ descriptor }) => descriptor)],
    // Ctrl-C in a terminal reaches us alone, and we pass it on.
    detached: true,
  });
  const signalAll = (name: NodeJS.Signals): void => {
    if (child.pid !== undefined) signal(-child.pid, name);
  };
  const endOutputs = (): void => {
    for (const output of outputs) output.end();
  };
  const ended = new Promise<number | undefined>((resolve, reject) => {
    child.on('error', (error: NodeJS.ErrnoException) => {
      endOutputs();
      reject(error.code === 'ENOENT' ? new Failure(`there is no \`${command}\` on the PATH`) : error);
    });
    child.on('exit', (code) => {
      // A provider that hangs may outlive Terraform.
      signalAll('SIGKILL');
      endOutputs();
      resolve(code ?? undefined);
    });
  });
  return {
    ended,
    interrupt: () => {
      signalAll('SIGINT');
    },
    killProviders: () => {
      const providers = child.pid === undefined ? [] : providersIn(child.pid);
      for (const pid of providers) signal(pid, 'SIGKILL');
      return providers.length > 0;
    },
    kill: () => {
      signalAll('SIGKILL');
    },
    processGroup: child.pid,
  };
}
