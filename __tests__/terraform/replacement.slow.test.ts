import {
  allowFrom,
  claim,
  ingress,
  kubernetesService,
  statefulSet,
  workload,
} from '../review/support/resources';
import { type Changes, expectSameReplacements } from '../review/support/same-replacements';
import { withProviders } from '../support/terraform';
import { offlinePlan, type OfflineProvider } from './offline-plan';

// Changes as projects make them. That each argument of the table replaces, replacement-table.slow.test.ts shows.

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
    size: [claiming(), claiming({ resources: { requests: { storage: '20Gi' } } })],
    class: [claiming(), claiming({ storage_class_name: 'fast' })],
    modes: [claiming(), claiming({ access_modes: ['ReadWriteMany'] })],
    fewer: [claiming(), statefulSet({ volume_claim_template: [] })],
    retention: [retaining('Retain'), retaining('Delete')],
  },
  kubernetes_storage_class_v1: {
    reclaim: [storageClass({}), storageClass({ reclaim_policy: 'Delete' })],
    expansion: [storageClass({}), storageClass({ allow_volume_expansion: false })],
    provisioner: [storageClass({}), storageClass({ storage_provisioner: 'b' })],
    binding: [storageClass({}), storageClass({ volume_binding_mode: 'WaitForFirstConsumer' })],
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

const CHANGES: Readonly<Record<OfflineProvider, Changes>> = {
  kubernetes: KUBERNETES,
  docker: DOCKER,
  proxmox: PROXMOX,
};

for (const name of Object.keys(CHANGES) as OfflineProvider[])
  withProviders([name], `the review knows which changes the ${name} provider replaces for`, () =>
    expectSameReplacements(CHANGES[name], (stack, state) => offlinePlan(name, stack, state)),
  );

function selecting(labels: object): object {
  const changed = workload({ spec: { selector: { match_labels: labels } } });
  changed.spec.template.metadata = { labels };
  return changed;
}

function set(spec: object = {}): object {
  return workload({ spec: { service_name: 'web', pod_management_policy: 'OrderedReady', ...spec } });
}

function claiming(changes: object = {}): object {
  const [template] = statefulSet().spec.volume_claim_template;
  return statefulSet({ volume_claim_template: [{ ...template, spec: { ...template.spec, ...changes } }] });
}

function retaining(when_deleted: string): object {
  const kept = { when_deleted, when_scaled: 'Retain' };
  return statefulSet({ persistent_volume_claim_retention_policy: kept });
}

function storageClass(changes: object): object {
  return { metadata: { name: 'a' }, storage_provisioner: 'a', reclaim_policy: 'Retain', ...changes };
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
