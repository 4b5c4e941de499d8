import type { DeployEvent } from '../event';

/** How Terraform is run: the same for all stacks of a command. */
export interface TerraformSettings {
  /** The environment that Terraform and its providers see: variables (`TF_VAR_…`), credentials, the user's configuration. */
  readonly env: NodeJS.ProcessEnv;
  /** Where plans are kept while they are needed; they hold secrets in clear. {@link withPrivateFolder} makes one. */
  readonly planFolder: string;
  /** A folder with the providers, as `terraform init -plugin-dir` takes it. @default where Terraform finds them by itself */
  readonly pluginDir?: string;
  /** What Terraform is started with. @default TERRAFORM_BINARY_NAME of `env`, as for cdktf, else `terraform` */
  readonly program?: readonly [string, ...string[]];
  /** Told what happens, as it happens. @default nobody */
  readonly tell?: (event: DeployEvent) => void;
  /** Aborted, it lets Terraform end what it is doing and save its state. @default never */
  readonly stop?: AbortSignal;
  /** Aborted after `stop`, it ends Terraform within seconds: what was being done then is not in the state. @default never */
  readonly end?: AbortSignal;
  /** @default DEFAULT_LIMITS */
  readonly limits?: TerraformLimits;
}

/** All in milliseconds. */
interface TerraformLimits {
  /**
   * How long a provider may do nothing before it counts as hung, one limit for each attempt. What counts as nothing is known
   * of each provider: see providers.ts.
   */
  readonly hangMs: readonly number[];
  /** The same where something else is in work that may take long by itself, such as the upload of an image. */
  readonly longMs: number;
  /** How long a plan, or the wait for a lock, may say nothing at all. An apply has no limit: its providers have theirs. */
  readonly silenceMs: number;
  readonly initMs: number;
}

export const DEFAULT_LIMITS: TerraformLimits = {
  hangMs: [20_000, 20_000, 20_000, 30_000, 30_000, 60_000, 90_000, 120_000],
  longMs: 30 * 60_000,
  silenceMs: 5 * 60_000,
  initMs: 10 * 60_000,
};
