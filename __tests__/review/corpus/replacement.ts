import {
  claim,
  CLOUD_CONFIG,
  dataDisk,
  kubernetesService,
  machine,
  machineFrom,
  workload,
} from '../support/resources';
import type { Pair } from './pair';

const DOMAIN = 'libvirt_domain.nodes-0';
const ROOT = 'libvirt_volume.nodes-0-root';
const at = (stack: string, type: string, resources: object) => ({ [stack]: { [type]: resources } });

export const replacement: readonly Pair[] = [
  {
    name: 'a machine image that moves is one entry: the machine, with the images and the root disk that go and come with it',
    before: { 'dev-machines-a': machineFrom('a') },
    after: { 'dev-machines-a': machineFrom('b') },
    outcome: 'changes',
    entries: [['replacement', 'replace', DOMAIN, /replace_triggered_by follows terraform_data.nodes-0/]],
  },
  {
    name: 'a new image replaces the machine and its root disk, and leaves the data disk',
    before: { 'prod-machines-a': machine() },
    after: { 'prod-machines-a': machine({ image: 'sha512:bb' }) },
    outcome: 'approval',
    entries: [
      ['replacement', 'replace', DOMAIN, /replace_triggered_by follows terraform_data.nodes-0/],
      ['replacement', 'replace', ROOT],
      ['rest', 'replace', 'terraform_data.nodes-0'],
    ],
  },
  {
    name: 'the same in an environment that is not protected',
    before: { 'dev-machines-a': machine() },
    after: { 'dev-machines-a': machine({ image: 'sha512:bb' }) },
    outcome: 'changes',
    entries: [
      ['replacement', 'replace', DOMAIN],
      ['replacement', 'replace', ROOT],
      ['rest', 'replace', 'terraform_data.nodes-0'],
    ],
  },
  {
    name: 'new cloud-init replaces the machine through the disk that it is on',
    before: { 'dev-machines-a': machine() },
    after: { 'dev-machines-a': machine({ userData: CLOUD_CONFIG.replace('curl', 'wget') }) },
    outcome: 'changes',
    entries: [
      ['replacement', 'replace', DOMAIN, /follows libvirt_cloudinit_disk.nodes-0/],
      ['rest', 'replace', 'libvirt_cloudinit_disk.nodes-0', /user_data forces it \(libvirt 0.8.3\)/],
    ],
  },
  {
    name: 'a machine gets more memory, which replaces it',
    before: { 'prod-machines-a': machine() },
    after: { 'prod-machines-a': machine({ domain: { memory: 4096 } }) },
    outcome: 'approval',
    entries: [['replacement', 'replace', DOMAIN, /memory forces it/]],
  },
  {
    name: 'the source of an image that is ignored moves',
    before: { 'prod-machines-a': machine() },
    after: {
      'prod-machines-a': {
        ...machine(),
        libvirt_volume: {
          ...machine().libvirt_volume,
          base: { ...machine().libvirt_volume.base, source: '/mirror/a.qcow2' },
        },
      },
    },
    outcome: 'changes',
    entries: [['rest', 'update', 'libvirt_volume.base']],
  },
  {
    name: 'a base volume that is created again takes the root disks that are clones of it',
    before: { 'dev-machines-a': machine() },
    after: {
      'dev-machines-a': {
        ...machine(),
        libvirt_volume: {
          ...machine().libvirt_volume,
          base: { ...machine().libvirt_volume.base, name: 'base-2' },
        },
      },
    },
    outcome: 'changes',
    entries: [
      ['replacement', 'replace', 'libvirt_volume.base', /name forces it/],
      ['replacement', 'replace', ROOT, /base_volume_id refers to libvirt_volume.base/],
    ],
  },
  {
    name: 'a selector changes',
    before: at('prod-services', 'kubernetes_deployment_v1', { web: workload() }),
    after: at('prod-services', 'kubernetes_deployment_v1', {
      web: workload({ spec: { selector: { match_labels: { app: 'web' } } } }),
    }),
    outcome: 'approval',
    entries: [['replacement', 'replace', 'kubernetes_deployment_v1.web', /spec.selector forces it/]],
  },
  {
    name: 'a deployment disappears from a protected environment',
    before: at('prod-services', 'kubernetes_deployment_v1', { web: workload() }),
    after: { 'prod-services': {} },
    outcome: 'approval',
    entries: [['replacement', 'delete', 'kubernetes_deployment_v1.web', /is destroyed/]],
  },
  {
    name: 'a deployment disappears from dev',
    before: at('dev-services', 'kubernetes_deployment_v1', { web: workload() }),
    after: { 'dev-services': {} },
    outcome: 'changes',
    entries: [['replacement', 'delete', 'kubernetes_deployment_v1.web', /is destroyed/]],
  },
  {
    name: 'a disk is renamed, and nothing moves it',
    before: at('dev-machines-a', 'libvirt_volume', { 'old-data': dataDisk() }),
    after: at('dev-machines-a', 'libvirt_volume', { 'new-data': dataDisk() }),
    outcome: 'approval',
    entries: [['data', 'rename', 'libvirt_volume.new-data', /the data that it holds/]],
  },
  {
    name: 'the same with a moved block',
    before: at('dev-machines-a', 'libvirt_volume', { 'old-data': dataDisk() }),
    after: {
      'dev-machines-a': {
        libvirt_volume: { 'new-data': dataDisk() },
        moved: [{ from: 'libvirt_volume.old-data', to: 'libvirt_volume.new-data' }],
      },
    },
    outcome: 'changes',
    entries: [['rest', 'move', 'libvirt_volume.new-data']],
  },
  {
    name: 'a chain of moved blocks',
    before: at('dev-machines-a', 'libvirt_volume', { a: dataDisk() }),
    after: {
      'dev-machines-a': {
        libvirt_volume: { c: dataDisk() },
        moved: [
          { from: 'libvirt_volume.a', to: 'libvirt_volume.b' },
          { from: 'libvirt_volume.b', to: 'libvirt_volume.c' },
        ],
      },
    },
    outcome: 'changes',
    entries: [['rest', 'move', 'libvirt_volume.c']],
  },
  {
    name: 'a machine moves to another host, whose state is another one',
    before: { 'prod-machines-a': { libvirt_domain: { n: { name: 'n' } } }, 'prod-machines-b': {} },
    after: { 'prod-machines-a': {}, 'prod-machines-b': { libvirt_domain: { n: { name: 'n' } } } },
    outcome: 'approval',
    entries: [
      ['replacement', 'delete', 'libvirt_domain.n', /created again in prod-machines-b/],
      ['rest', 'create', 'libvirt_domain.n'],
    ],
  },
  {
    name: 'a service is renamed with its own name, which no moved block saves',
    before: at('prod-services', 'kubernetes_service_v1', { api: kubernetesService({}, 'api') }),
    after: at('prod-services', 'kubernetes_service_v1', { gateway: kubernetesService({}, 'gateway') }),
    outcome: 'approval',
    entries: [['replacement', 'rename', 'kubernetes_service_v1.gateway', /nothing moves it/]],
  },
  {
    name: 'a claim gets another address and keeps its own name, which a moved block saves',
    before: at('dev-services', 'kubernetes_persistent_volume_claim_v1', { data: claim({}, {}) }),
    after: at('dev-services', 'kubernetes_persistent_volume_claim_v1', { orders: claim({}, {}) }),
    outcome: 'approval',
    entries: [['data', 'rename', 'kubernetes_persistent_volume_claim_v1.orders']],
    offer: [/formerly/, /^moved { from = .*\.data, to = .*\.orders }/],
  },
  {
    name: 'an image is built again',
    before: at('images', 'docker_image', { web: { name: 'r/web:1', triggers: { source_hash: 'a' } } }),
    after: at('images', 'docker_image', { web: { name: 'r/web:2', triggers: { source_hash: 'b' } } }),
    outcome: 'changes',
    entries: [['rest', 'replace', 'docker_image.web', /docker 3.6.2/]],
  },
  {
    name: 'one of two claims that look alike is renamed',
    before: at('dev-services', 'kubernetes_persistent_volume_claim_v1', {
      keep: called('keep'),
      old: called('old'),
    }),
    after: at('dev-services', 'kubernetes_persistent_volume_claim_v1', {
      keep: called('keep'),
      fresh: called('fresh'),
    }),
    outcome: 'approval',
    entries: [['data', 'rename', 'kubernetes_persistent_volume_claim_v1.fresh']],
  },
];

function called(name: string): object {
  const { metadata, ...rest } = claim({}, {});
  return { ...rest, metadata: { ...metadata, name: `${name}-data` } };
}
