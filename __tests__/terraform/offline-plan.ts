import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Plan } from '../review/support/same-replacements';
import { type StackJson, terraformOf } from '../review/support/synth-of';
import { terraformJson } from '../support/terraform';
import { PROVIDERS } from '../support/terraform-providers';

/** Nothing listens there: a plan that does not refresh asks nobody. */
const NOWHERE = '127.0.0.1:1';

const SETTINGS = {
  kubernetes: { host: `http://${NOWHERE}` },
  docker: { host: `tcp://${NOWHERE}`, disable_docker_daemon_check: true },
  proxmox: {
    endpoint: `https://${NOWHERE}/`,
    api_token: 'terraform@pve!slipway=11111111-2222-3333-4444-555555555555',
  },
} as const;

/** The providers that plan without anything to look at. */
export type OfflineProvider = keyof typeof SETTINGS;

/** What Terraform plans, without a look at anything: from a state, if there is one. */
export async function offlinePlan(name: OfflineProvider, stack: StackJson, state?: object): Promise<Plan> {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-replacement-'));
  try {
    const { source, version } = PROVIDERS[name];
    const blocks = {
      terraform: { required_providers: { [name]: { source, version } } },
      provider: { [name]: [SETTINGS[name]] },
    };
    writeFileSync(join(folder, 'cdk.tf.json'), JSON.stringify({ ...terraformOf(stack), ...blocks }));
    if (state !== undefined) writeFileSync(join(folder, 'terraform.tfstate'), JSON.stringify(state));
    const planned = ['plan', '-refresh=false', '-input=false', '-out=plan'];
    return (await terraformJson(folder, planned, ['show', '-json', 'plan'])) as Plan;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
