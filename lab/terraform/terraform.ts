import { contained, Failure, lastLines, type Outcome, run } from '../../process';

export interface TerraformOptions {
  readonly timeoutMs: number;
  /** Ends Terraform early once it has printed this. */
  readonly endWhen?: RegExp;
}

/**
 * Runs Terraform in a stack's folder, alone: no question, no look for updates, nothing of the user's configuration. When it
 * is ended its providers end too, which by themselves would hang on.
 */
export function terraform(
  folder: string,
  args: readonly string[],
  options: TerraformOptions,
): Promise<Outcome> {
  const [program, ...rest] = contained('terraform', ...args);
  return run(program, rest, {
    ...options,
    cwd: folder,
    env: {
      ...process.env,
      CHECKPOINT_DISABLE: '1',
      TF_IN_AUTOMATION: '1',
      TF_CLI_CONFIG_FILE: '/dev/null',
      TF_DATA_DIR: '',
      TF_WORKSPACE: '',
    },
  });
}

/** What `terraform show -json` says of the state, or of a plan's file. @throws Failure with what it said instead. */
export async function showJson(folder: string, ...planFile: readonly string[]): Promise<unknown> {
  const { code, output, stdout } = await terraform(folder, ['show', '-json', ...planFile], {
    timeoutMs: 60_000,
  });
  if (code !== 0) throw new Failure(`terraform show failed:\n${lastLines(output, 25)}`);
  return JSON.parse(stdout) as unknown;
}
