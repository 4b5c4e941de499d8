import {
  claim,
  DENY_ALL,
  dataDisk,
  ingress,
  kubernetesService,
  machine,
  statefulSet,
  workload,
} from '../support/resources';
import type { Pair } from './pair';

// Arguments that say little, and do much.

const at = (stack: string, type: string, resources: object) => ({ [stack]: { [type]: resources } });
const CLAIM = 'kubernetes_persistent_volume_claim_v1';
const SET = 'kubernetes_stateful_set_v1';
const backend = (terraform: object) => ({
  'prod-base': { terraform, terraform_data: { a: { triggers_replace: { a: 'a' } } } },
});
const registryImage = (keep_remotely: boolean) =>
  at('images', 'docker_registry_image', { web: { name: 'r/web:1', keep_remotely } });
const kubernetes = (version: string) => ({
  'dev-base': { terraform: { required_providers: { kubernetes: { source: 'kubernetes', version } } } },
});
const heldDisk = { node_name: 'a', vm_id: 101, started: false, disk: [{ interface: 'scsi0', size: 10 }] };
const proxmox = (resources: object) => at('dev-machines-a', 'proxmox_virtual_environment_vm', resources);

const ENDPOINTS = {
  metadata: { name: 'small', namespace: 'small-dev' },
  subset: [{ address: [{ ip: '192.0.2.1' }], port: [{ port: 80 }] }],
};

export const settings: readonly Pair[] = [
  {
    name: 'a data disk no longer overlooks its size',
    before: { 'dev-machines-a': machine({ disk: { lifecycle: { ignore_changes: ['size'] } } }) },
    after: { 'dev-machines-a': machine({ disk: { lifecycle: {} } }) },
    outcome: 'approval',
    entries: [['data', 'update', 'libvirt_volume.nodes-0-data', /no longer overlooks size/]],
  },
  {
    name: 'a data disk overlooks its size from now on',
    before: { 'dev-machines-a': machine({ disk: { lifecycle: {} } }) },
    after: { 'dev-machines-a': machine({ disk: { lifecycle: { ignore_changes: ['size'] } } }) },
    outcome: 'changes',
    entries: [['rest', 'update', 'libvirt_volume.nodes-0-data']],
  },
  {
    name: 'a data disk follows what something else puts out',
    before: { 'dev-machines-a': following('a') },
    after: { 'dev-machines-a': following('b') },
    outcome: 'approval',
    entries: [
      ['data', 'replace', 'libvirt_volume.data', /follows terraform_data.version/],
      ['rest', 'update', 'terraform_data.version'],
    ],
  },
  {
    name: 'something goes of which nothing is known',
    before: at('dev-base', 'kubernetes_endpoints_v1', { small: ENDPOINTS }),
    after: { 'dev-base': {} },
    outcome: 'approval',
    entries: [['data', 'delete', 'kubernetes_endpoints_v1.small', /whatever it holds/]],
  },
  {
    name: 'there are fewer of a claim',
    before: at('dev-services', CLAIM, { data: counted(2) }),
    after: at('dev-services', CLAIM, { data: counted(1) }),
    outcome: 'approval',
    entries: [['data', 'update', `${CLAIM}.data`, /the removed ones are destroyed/]],
  },
  {
    name: 'one of the claims that for_each names goes',
    before: at('dev-services', CLAIM, { data: named('a', 'b') }),
    after: at('dev-services', CLAIM, { data: named('b', 'c') }),
    outcome: 'approval',
    entries: [['data', 'update', `${CLAIM}.data`, /the removed ones are destroyed/]],
  },
  {
    name: 'there are more of a claim',
    before: at('dev-services', CLAIM, { data: counted(1) }),
    after: at('dev-services', CLAIM, { data: counted(2) }),
    outcome: 'changes',
    entries: [['rest', 'update', `${CLAIM}.data`]],
  },
  {
    name: 'the claims of a stateful set go with it',
    before: at('dev-services', SET, { store: retaining('Retain') }),
    after: at('dev-services', SET, { store: retaining('Delete') }),
    outcome: 'approval',
    entries: [['data', 'update', `${SET}.store`, /no longer keeps .*when_deleted/]],
  },
  {
    name: 'the claims of a stateful set get another size',
    before: at('dev-services', SET, { store: statefulSet() }),
    after: at('dev-services', SET, { store: claiming({ resources: { requests: { storage: '20Gi' } } }) }),
    outcome: 'changes',
    entries: [['capacity', 'update', `${SET}.store`, /another size: requests.storage/]],
  },
  {
    name: 'the claims of a stateful set get another class, which replaces it',
    before: at('dev-services', SET, { store: statefulSet() }),
    after: at('dev-services', SET, { store: claiming({ storage_class_name: 'fast' }) }),
    outcome: 'approval',
    entries: [['data', 'replace', `${SET}.store`, /volume_claim_template.spec.storage_class_name forces it/]],
  },
  {
    name: 'volumes of a class go with their claims',
    before: at('dev-base', 'kubernetes_storage_class_v1', { fast: storageClass('Retain') }),
    after: at('dev-base', 'kubernetes_storage_class_v1', { fast: storageClass('Delete') }),
    outcome: 'approval',
    entries: [['data', 'update', 'kubernetes_storage_class_v1.fast', /no longer keeps .*reclaim_policy/]],
  },
  {
    name: 'an image goes from the registry with its resource, from now on',
    before: registryImage(true),
    after: registryImage(false),
    outcome: 'approval',
    entries: [['data', 'update', 'docker_registry_image.web', /no longer keeps .*keep_remotely/]],
  },
  {
    name: 'a machine that holds a disk under Proxmox disappears',
    before: proxmox({ 'nodes-0-disk-data': heldDisk }),
    after: { 'dev-machines-a': {} },
    outcome: 'approval',
    entries: [
      ['data', 'delete', 'proxmox_virtual_environment_vm.nodes-0-disk-data', /the data that it holds/],
    ],
  },
  {
    name: 'a machine under Proxmox takes disks of others along when it goes',
    before: proxmox({
      'nodes-0': { node_name: 'a', vm_id: 100, delete_unreferenced_disks_on_destroy: false },
    }),
    after: proxmox({ 'nodes-0': { node_name: 'a', vm_id: 100 } }),
    outcome: 'approval',
    entries: [['data', 'update', 'proxmox_virtual_environment_vm.nodes-0', /delete_unreferenced_disks/]],
  },
  {
    name: 'a disk is managed by another provider configuration',
    before: at('dev-machines-a', 'libvirt_volume', { data: dataDisk({ provider: 'libvirt.a' }) }),
    after: at('dev-machines-a', 'libvirt_volume', { data: dataDisk({ provider: 'libvirt.b' }) }),
    outcome: 'approval',
    entries: [
      ['data', 'update', 'libvirt_volume.data', /another provider configuration \(libvirt.a → libvirt.b\)/],
    ],
  },
  {
    name: 'a state is kept elsewhere from now on',
    before: backend({ backend: { local: { path: 'a.tfstate' } } }),
    after: backend({ backend: { s3: { bucket: 'b', key: 'a' } } }),
    outcome: 'approval',
    entries: [['data', 'update', 'terraform.backend', /another state/]],
  },
  {
    name: 'a stack no longer says where its state is',
    before: backend({ backend: { local: { path: 'a.tfstate' } } }),
    after: backend({}),
    outcome: 'approval',
    entries: [['data', 'delete', 'terraform.backend', /another state/]],
  },
  {
    name: 'a provider of another version',
    before: kubernetes('2.38.0'),
    after: kubernetes('3.0.0'),
    outcome: 'changes',
    entries: [['rest', 'update', 'terraform.required_providers', /kubernetes 3.0.0, and what that version/]],
  },
  {
    name: 'nothing of a service runs any more',
    before: at('prod-services', 'kubernetes_deployment_v1', { web: workload() }),
    after: at('prod-services', 'kubernetes_deployment_v1', { web: workload({ spec: { replicas: '0' } }) }),
    outcome: 'approval',
    entries: [['capacity', 'update', 'kubernetes_deployment_v1.web', /scaled to none/]],
  },
  {
    name: 'one of two hosts loses TLS',
    before: at('dev-services', 'kubernetes_ingress_v1', { web: serving('a.example.com', 'b.example.com') }),
    after: at('dev-services', 'kubernetes_ingress_v1', { web: serving('a.example.com') }),
    outcome: 'approval',
    entries: [['exposure', 'update', 'kubernetes_ingress_v1.web', /without TLS/]],
  },
  {
    name: 'the policy that denies everything lets everything out',
    before: at('dev-base', 'kubernetes_network_policy_v1', { deny: DENY_ALL }),
    after: at('dev-base', 'kubernetes_network_policy_v1', {
      deny: { ...DENY_ALL, spec: { ...DENY_ALL.spec, policy_types: ['Ingress'] } },
    }),
    outcome: 'approval',
    entries: [['exposure', 'update', 'kubernetes_network_policy_v1.deny', /no longer denies/]],
  },
  {
    name: 'a load balancer no longer asks where visitors come from',
    before: at('prod-services', 'kubernetes_service_v1', {
      web: kubernetesService({ type: 'LoadBalancer', load_balancer_source_ranges: ['10.0.0.0/8'] }),
    }),
    after: at('prod-services', 'kubernetes_service_v1', { web: kubernetesService({ type: 'LoadBalancer' }) }),
    outcome: 'approval',
    entries: [['exposure', 'update', 'kubernetes_service_v1.web', /^lets any address in$/m]],
  },
];

function following(input: string): object {
  const lifecycle = { replace_triggered_by: ['terraform_data.version.output'] };
  return { terraform_data: { version: { input } }, libvirt_volume: { data: dataDisk({ lifecycle }) } };
}

function counted(count: number): object {
  const { metadata, ...rest } = claim({}, {});
  return { ...rest, count, metadata: { ...metadata, name: 'store-${count.index}' } };
}

function named(...keys: readonly string[]): object {
  const { metadata, ...rest } = claim({}, {});
  const for_each = Object.fromEntries(keys.map((key) => [key, key]));
  return { ...rest, for_each, metadata: { ...metadata, name: 'store-${each.key}' } };
}

function retaining(when_deleted: string): object {
  const kept = { when_deleted, when_scaled: 'Retain' };
  return statefulSet({ persistent_volume_claim_retention_policy: kept });
}

function claiming(changes: object): object {
  const [template] = statefulSet().spec.volume_claim_template;
  return statefulSet({
    volume_claim_template: [{ ...template, spec: { ...template.spec, ...changes } }],
  });
}

function storageClass(reclaim_policy: string): object {
  return {
    metadata: { name: 'fast' },
    storage_provisioner: 'example.com/none',
    reclaim_policy,
  };
}

/** Two hosts, of which those given have TLS. */
function serving(...safe: readonly string[]): object {
  const [rule] = ingress().spec.rule;
  return ingress({
    rule: ['a.example.com', 'b.example.com'].map((host) => ({ ...rule, host })),
    tls: [{ hosts: safe, secret_name: 'web-tls' }],
  });
}
