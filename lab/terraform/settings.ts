import type { TerraformSettings } from '../../operations/deployment';
import { contained } from '../../operations/process';

interface LabTerraformOptions {
  /** A local mirror. */
  readonly providers: string;
  /** The folder for plans. */
  readonly planFolder: string;
  /** Called with each failure that is retried. @default nobody */
  readonly tell?: (message: string) => void;
}

/**
 * Runs Terraform without the user's configuration, and so that all of it ends with us, however we end. The machines are
 * near, so a command that hangs is detected sooner.
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
      hangMs: [15_000, 15_000, 30_000, 30_000, 60_000, 90_000, 120_000],
      longMs: 120_000,
      silenceMs: 180_000,
      initMs: 240_000,
    },
  };
}
