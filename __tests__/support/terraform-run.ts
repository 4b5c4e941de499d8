import { execFile } from 'node:child_process';

interface TerraformRun {
  /** Exit code; `undefined` when Terraform was ended at its time limit. */
  readonly code: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** No `terraform` on the PATH. */
export class TerraformMissing extends Error {}

/** Runs Terraform in a folder, alone: no question, no look for updates, nothing of the user's own working folders. */
export function runTerraform(
  cwd: string,
  args: readonly string[],
  {
    timeoutMs = 60_000,
    env = process.env,
  }: { readonly timeoutMs?: number; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<TerraformRun> {
  const options = {
    cwd,
    env: { ...env, CHECKPOINT_DISABLE: '1', TF_IN_AUTOMATION: '1', TF_DATA_DIR: '', TF_WORKSPACE: '' },
    timeout: timeoutMs,
    killSignal: 'SIGKILL',
    maxBuffer: 64 * 1024 * 1024,
  } as const;
  return new Promise((resolve, reject) => {
    const child = execFile('terraform', args, options, (error, stdout, stderr) => {
      if (error === null) resolve({ code: 0, stdout, stderr });
      else if (error.code === 'ENOENT') reject(new TerraformMissing('there is no terraform on the PATH'));
      else resolve({ code: typeof error.code === 'number' ? error.code : undefined, stdout, stderr });
    });
    child.stdin?.end();
  });
}
