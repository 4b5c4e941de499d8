import type { TerraformSettings } from '../../operations/deployment';
import { contained } from '../../operations/process';

export interface LabTerraformOptions {
  /** A local mirror. */
  readonly providers: string;
  /** Where plans are kept. */
  readonly planFolder: string;
  /** Told of what went wrong and is tried again. @default nobody */
  readonly tell?: (message: string) => void;
}

/**
 * Terraform as the lab runs it: nothing of the user's configuration, and all of it ends with us, however that is. The machine
 * is near, so what hangs is known for it sooner.
 */
export function labTerraform({ providers, planFolder, tell }: LabTerraformOptions): TerraformSettings {
  return {
    env: { ...process.env, TF_CLI_CONFIG_FILE: '/dev/null', TF_DATA_DIR: '', TF_WORKSPACE: '' },
    planFolder,
    pluginDir: providers,
    program: contained('terraform'),
    tell: (event) => {
      if (event.kind === 'note') tell?.(event.message);
    },
    limits: {
      hangMs: [10_000, 20_000, 30_000, 60_000, 90_000],
      longMs: 45_000,
      silenceMs: 120_000,
      initMs: 240_000,
    },
  };
}
