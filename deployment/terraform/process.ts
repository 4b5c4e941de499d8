import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { Failure } from '../../process';
import type { StackFolder } from '../stack-folder';
import type { TerraformSettings } from './settings';

/** A Terraform that runs. It and its providers are a process group of their own. */
export interface Running {
  /** Its exit code; undefined when it was killed. */
  readonly ended: Promise<number | undefined>;
  /** As Ctrl-C: the first lets it end what it is doing and save its state, the second does not. */
  readonly interrupt: () => void;
  /** Ends it at once, providers and all. */
  readonly kill: () => void;
}

/**
 * Starts Terraform in a stack's folder. It asks nothing. Of what the user has set (TF_DATA_DIR, TF_WORKSPACE,
 * TF_CLI_CONFIG_FILE, …) all holds, as it does for `cdktf deploy`.
 */
export function startTerraform(
  { folder }: StackFolder,
  args: readonly string[],
  { env, program }: Pick<TerraformSettings, 'env' | 'program'>,
  onLine: (line: string, from: 'stdout' | 'stderr') => void,
): Running {
  const [command, ...first] = program ?? [env['TERRAFORM_BINARY_NAME'] ?? 'terraform'];
  const child = spawn(command, [...first, ...args], {
    cwd: folder,
    env: { ...env, TF_IN_AUTOMATION: '1', TF_INPUT: '0', CHECKPOINT_DISABLE: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
    // Ctrl-C in a terminal reaches us alone, and we pass it on.
    detached: true,
  });
  const signal = (name: NodeJS.Signals): void => {
    if (child.pid !== undefined) signalGroup(child.pid, name);
  };
  createInterface({ input: child.stdout }).on('line', (line) => {
    onLine(line, 'stdout');
  });
  createInterface({ input: child.stderr }).on('line', (line) => {
    onLine(line, 'stderr');
  });
  const ended = new Promise<number | undefined>((resolve, reject) => {
    child.on('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'ENOENT' ? new Failure(`there is no \`${command}\` on the PATH`) : error);
    });
    // A provider that hangs may outlive Terraform and hold its pipes open.
    child.on('exit', () => {
      signal('SIGKILL');
    });
    child.on('close', (code) => {
      resolve(code ?? undefined);
    });
  });
  return {
    ended,
    interrupt: () => {
      signal('SIGINT');
    },
    kill: () => {
      signal('SIGKILL');
    },
  };
}

function signalGroup(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(-pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
