import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reviewSynths } from '../../review';
import { allowFrom, claim, ingress, kubernetesService, workload } from '../review/support/resources';
import { type StackJson, synthOf, terraformOf } from '../review/support/synth-of';
import { terraformJson, withProviders } from '../support/terraform';

/** Type → name → what the resource says before and after. */
type Changes = Readonly<Record<string, Readonly<Record<string, readonly [object, object]>>>>;

const KUBERNETES: Changes = {
  kubernetes_persistent_volume_claim_v1: {
    class: [claim({}, {}), claim({ storage_class_name: 'fast' }, {})],
    modes: [claim({}, {}), claim({ access_modes: ['ReadWriteMany'] }, {})],
    grown: [claim({}, {}), claim({ resources: { requests: { storage: '20Gi' } } }, {})],
    shrunk: [claim({}, {}), claim({ resources: { requests: { storage: '5Gi' } } }, {})],
    labelled: [claim({}, {}), { ...claim({}, {}), metadata: { ...claim().metadata, labels: { a: 'b' } } }],
    renamed: [claim({}, {}), { ...claim({}, {}), metadata: { name: 'other', namespace: 'small-prod' } }],
  },
  kubernetes_deployment_v1: {
    selector: [workload(), selecting({ 'app.kubernetes.io/name': 'web', more: 'x' })],
    replicas: [workload(), workload({ spec: { replicas: '3' } })],
    image: [workload(), workload({ container: { image: 'r/web:2' } })],
    namespace: [workload(), workload({ metadata: { namespace: 'other' } })],
  },
  kubernetes_stateful_set_v1: {
    service: [set(), set({ service_name: 'other' })],
    policy: [set(), set({ pod_management_policy: 'Parallel' })],
    history: [set(), set({ revision_history_limit: 5 })],
    replicas: [set(), set({ replicas: '3' })],
  },
  kubernetes_service_v1: {
    port: [kubernetesService(), kubernetesService({ port: [{ name: 'http', port: 81, protocol: 'TCP' }] })],
    address: [kubernetesService({ cluster_ip: '10.0.0.1' }), kubernetesService({ cluster_ip: '10.0.0.2' })],
    type: [kubernetesService(), kubernetesService({ type: 'NodePort' })],
  },
  kubernetes_network_policy_v1: { client: [allowFrom('a'), allowFrom('b')] },
  kubernetes_ingress_v1: { tls: [ingress(), ingress({ tls: [] })] },
  kubernetes_pod_disruption_budget_v1: { amount: [budget('1'), budget('2')] },
  kubernetes_secret_v1: {
    type: [secret({ type: 'Opaque' }), secret({ type: 'example.com/other' })],
    revision: [secret({ data_wo_revision: 1 }), secret({ data_wo_revision: 2 })],
  },
  kubernetes_namespace_v1: {
    labels: [{ metadata: { name: 'a' } }, { metadata: { name: 'a', labels: { a: 'b' } } }],
    name: [{ metadata: { name: 'a' } }, { metadata: { name: 'b' } }],
  },
};

const DOCKER: Changes = {
  docker_image: {
    source: [image({ triggers: { source_hash: 'a' } }), image({ triggers: { source_hash: 'b' } })],
    name: [image({}), image({ name: 'r/web:2' })],
    argument: [built({ build_args: { A: '1' } }), built({ build_args: { A: '2' } })],
    file: [built({ dockerfile: 'a' }), built({ dockerfile: 'b' })],
    kept: [image({ keep_locally: true }), image({ keep_locally: false })],
  },
  docker_registry_image: {
    source: [
      { name: 'r/web:1', triggers: { source_hash: 'a' } },
      { name: 'r/web:1', triggers: { source_hash: 'b' } },
    ],
    kept: [{ name: 'r/web:1' }, { name: 'r/web:1', keep_remotely: true }],
  },
};

const PROXMOX: Changes = {
  proxmox_download_file: {
    checksum: [download({}), download({ checksum: 'b'.repeat(64) })],
    timeout: [download({}), download({ upload_timeout: 1200 })],
  },
  proxmox_virtual_environment_vm: {
    node: [vm({}), vm({ node_name: 'other' })],
    number: [vm({}), vm({ vm_id: 4242 })],
    memory: [vm({}), vm({ memory: { dedicated: 4096 } })],
    cores: [vm({}), vm({ cpu: { cores: 4 } })],
    seed: [seeded('local:snippets/a.yaml'), seeded('local:snippets/b.yaml')],
  },
};

interface Surroundings {
  readonly source: string;
  readonly version: string;
  readonly provider: object;
}

/** Nothing listens there: a plan that does not refresh asks nobody. */
const NOWHERE = '127.0.0.1:1';

const PROVIDERS: Readonly<
  Record<'kubernetes' | 'docker' | 'proxmox', Surroundings & { readonly changes: Changes }>
> = {
  kubernetes: {
    source: 'kubernetes',
    version: '2.38.0',
    provider: { host: `http://${NOWHERE}` },
    changes: KUBERNETES,
  },
  docker: {
    source: 'kreuzwerker/docker',
    version: '3.6.2',
    provider: { host: `tcp://${NOWHERE}`, disable_docker_daemon_check: true },
    changes: DOCKER,
  },
  proxmox: {
    source: 'bpg/proxmox',
    version: '0.111.1',
    provider: {
      endpoint: `https://${NOWHERE}/`,
      api_token: 'terraform@pve!slipway=11111111-2222-3333-4444-555555555555',
    },
    changes: PROXMOX,
  },
};

for (const [name, { changes, ...surroundings }] of Object.entries(PROVIDERS)) {
  withProviders(
    [name as keyof typeof PROVIDERS],
    `the review knows which changes the ${name} provider replaces for`,
    async () => {
      const [before, after] = [sideOf(changes, 0), sideOf(changes, 1)];
      const state = stateAfter(await plan(before, name, surroundings));
      const { resource_changes: planned = [] } = await plan(after, name, surroundings, state);
      const isReplaced = (actions: readonly string[]): boolean => actions.includes('delete');
      const changed = planned.filter(({ change }) => !change.actions.includes('no-op'));
      const replaced = changed.filter(({ change }) => isReplaced(change.actions));
      expect(replaced.length).toBeGreaterThan(0);
      expect(replaced.length).toBeLessThan(changed.length);

      const { entries } = reviewSynths(synthOf({ 'dev-any': before }), synthOf({ 'dev-any': after }));
      const told = (deeds: readonly string[]): readonly string[] =>
        entries
          .filter(({ deed }) => deeds.includes(deed))
          .flatMap(({ resources }) => resources.map(({ address }) => address))
          .sort();
      expect(told(['replace'])).toEqual(replaced.map(({ address }) => address).sort());
      expect(told(['replace', 'update'])).toEqual(changed.map(({ address }) => address).sort());
    },
  );
}

function sideOf(changes: Changes, side: 0 | 1): StackJson {
  return Object.fromEntries(
    Object.entries(changes).map(([type, pairs]) => [
      type,
      Object.fromEntries(Object.entries(pairs).map(([name, pair]) => [name, pair[side]])),
    ]),
  );
}

interface Plan {
  readonly planned_values: { readonly root_module: { readonly resources?: readonly any[] } };
  readonly resource_changes?: readonly {
    readonly address: string;
    readonly change: { readonly actions: readonly string[] };
  }[];
}

/** What Terraform plans, without a look at anything. */
async function plan(
  stack: StackJson,
  name: string,
  { source, version, provider }: Surroundings,
  state?: object,
): Promise<Plan> {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-replacement-'));
  try {
    const blocks = {
      terraform: { required_providers: { [name]: { source, version } } },
      provider: { [name]: [provider] },
    };
    writeFileSync(join(folder, 'cdk.tf.json'), JSON.stringify({ ...terraformOf(stack), ...blocks }));
    if (state !== undefined) writeFileSync(join(folder, 'terraform.tfstate'), JSON.stringify(state));
    const planned = ['plan', '-refresh=false', '-input=false', '-out=plan'];
    return (await terraformJson(folder, planned, ['show', '-json', 'plan'])) as Plan;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The state after an apply of the plan, with what the cluster would have answered. */
function stateAfter({ planned_values }: Plan): object {
  const resources = (planned_values.root_module.resources ?? []).map((resource) => ({
    mode: 'managed',
    type: resource.type,
    name: resource.name,
    provider: `provider["${String(resource.provider_name)}"]`,
    instances: [
      { schema_version: resource.schema_version, attributes: { ...resource.values, id: resource.name } },
    ],
  }));
  return { version: 4, terraform_version: '1.11.4', serial: 1, lineage: 'test', outputs: {}, resources };
}

function selecting(labels: object): object {
  const changed = workload({ spec: { selector: { match_labels: labels } } });
  changed.spec.template.metadata = { labels };
  return changed;
}

function set(spec: object = {}): object {
  return workload({ spec: { service_name: 'web', pod_management_policy: 'OrderedReady', ...spec } });
}

function budget(amount: string): object {
  return {
    metadata: { name: 'web', namespace: 'small-prod' },
    spec: { max_unavailable: amount, selector: { match_labels: { app: 'web' } } },
  };
}

function secret(changes: object): object {
  return {
    metadata: { name: 'a', namespace: 'small-prod' },
    data_wo: { key: 'x' },
    data_wo_revision: 1,
    ...changes,
  };
}

function image(changes: object): object {
  return { name: 'r/web:1', ...changes };
}

function built(build: object): object {
  return image({ build: { context: '.', ...build } });
}

function download(changes: object): object {
  const file = { node_name: 'a', datastore_id: 'local', content_type: 'import', file_name: 'a.qcow2' };
  const source = {
    url: 'https://example.com/a.qcow2',
    checksum: 'a'.repeat(64),
    checksum_algorithm: 'sha256',
  };
  return { ...file, ...source, overwrite: false, ...changes };
}

function vm(changes: object): object {
  return { node_name: 'a', vm_id: 100, cpu: { cores: 2 }, memory: { dedicated: 2048 }, ...changes };
}

function seeded(file: string): object {
  return vm({ initialization: { datastore_id: 'local', user_data_file_id: file } });
}
