import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { httpState, kubernetesState, postgresState, s3State, type State } from 'slipway';
import { smallProject } from '../support/small-project';
import { synthProject } from '../support/synth-project';
import { withProviders } from '../support/terraform';
import { runTerraform } from '../support/terraform-run';

// Only `init` judges a backend's arguments, and then connects. Nothing listens on this port of loopback, so where the
// arguments are right, what fails is the connection.
const CLOSED = 'http://127.0.0.1:1';
const CREDENTIALS = {
  PG_CONN_STR: 'postgres://127.0.0.1:1/state',
  AWS_ACCESS_KEY_ID: 'nobody',
  AWS_SECRET_ACCESS_KEY: 'nothing',
  TF_HTTP_RETRY_MAX: '0',
};
const home = mkdtempSync(join(tmpdir(), 'slipway-states-'));
afterAll(() => {
  rmSync(home, { recursive: true, force: true });
});
const kubeconfig = join(home, 'kubeconfig');
writeFileSync(
  kubeconfig,
  JSON.stringify({
    clusters: [{ name: 'closed', cluster: { server: CLOSED } }],
    contexts: [{ name: 'closed', context: { cluster: 'closed', user: 'nobody' } }],
    users: [{ name: 'nobody', user: {} }],
  }),
);
/** Keeps the one client that tries again from doing so. */
const PATIENCE: Readonly<Record<string, readonly string[]>> = { s3: ['-backend-config=max_retries=0'] };
const STATES: Readonly<Record<string, State>> = {
  PostgreSQL: postgresState({ schemaPrefix: 'small_' }),
  'an S3-compatible store': s3State({ bucket: 'states', region: 'main', endpoint: CLOSED }),
  Kubernetes: kubernetesState({ namespace: 'states', configPath: kubeconfig, configContext: 'closed' }),
  'an HTTP server': httpState({ address: `${CLOSED}/state` }),
};

for (const [name, state] of Object.entries(STATES)) {
  withProviders([], `terraform takes the arguments of a state in ${name}`, async () => {
    const { stacks } = synthProject(smallProject({ project: { state } }));
    const { backend } = stacks['dev-machines-desk']?.['terraform'] as { readonly backend: object };
    const folder = mkdtempSync(join(tmpdir(), 'slipway-state-'));
    try {
      writeFileSync(join(folder, 'main.tf.json'), JSON.stringify({ terraform: { backend } }));
      const env = { ...process.env, ...CREDENTIALS };
      const args = ['init', '-input=false', '-no-color', ...(PATIENCE[state.kind] ?? [])];
      const { stdout, stderr } = await runTerraform(folder, args, { env });
      expect(stdout + stderr).toMatch(/127\.0\.0\.1:1\b.*refused/s);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
}
