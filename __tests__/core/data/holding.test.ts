import { Size } from '../../../constructs/quantities';
import { type Holding, holdingOf } from '../../../core/data';
import { DOCKER } from '../../../review/risk/replacement/docker';
import { KUBERNETES } from '../../../review/risk/replacement/kubernetes';
import { LIBVIRT } from '../../../review/risk/replacement/libvirt';
import { PROXMOX } from '../../../review/risk/replacement/proxmox';
import { block } from '../../constructs/vm-pool/pool';
import { synthProxmoxPool } from '../../constructs/vm-pool/proxmox/node';
import { claim, statefulSet } from '../../review/support/resources';

const VM = 'proxmox_virtual_environment_vm';
const SET = 'kubernetes_stateful_set_v1';
const blank = { interface: 'scsi0', size: 10 };

test.each<[string, string, object, Holding['kind']]>([
  ['a claim', 'kubernetes_persistent_volume_claim_v1', claim(), 'data'],
  ['a claim by its name before _v1', 'kubernetes_persistent_volume_claim', claim(), 'data'],
  ['a volume', 'kubernetes_persistent_volume_v1', { metadata: [{ name: 'a' }] }, 'data'],
  ['a namespace', 'kubernetes_namespace_v1', { metadata: { name: 'a' } }, 'contents'],
  ['a stateful set without claims', SET, statefulSet({ volume_claim_template: [] }), 'nothing'],
  ['a stateful set whose claims stay', SET, statefulSet(), 'orphaned data'],
  [
    'a stateful set whose claims are declared themselves',
    SET,
    statefulSet({
      volume_claim_template: [{ metadata: [{ annotations: { 'slipway/claims': 'declared' } }] }],
    }),
    'nothing',
  ],
  [
    'a stateful set whose claims go with it',
    SET,
    statefulSet({ persistent_volume_claim_retention_policy: [{ when_deleted: 'Delete' }] }),
    'data',
  ],
  ['a job', 'kubernetes_job_v1', {}, 'nothing'],

  ['an empty volume', 'libvirt_volume', { name: 'a', source: null, base_volume_id: '' }, 'data'],
  ['an image', 'libvirt_volume', { name: 'a', source: 'https://images.example.com/a' }, 'nothing'],
  ['a clone, by the id of its base', 'libvirt_volume', { base_volume_id: '/base' }, 'nothing'],
  ['a clone, by the name of its base', 'libvirt_volume', { base_volume_name: 'base' }, 'nothing'],
  ['a pool named for a base, and no base', 'libvirt_volume', { base_volume_pool: 'default' }, 'data'],

  ['a disk holder, in the state', VM, { tags: ['slipway-disk'], started: true, vm_id: 1, disk: [] }, 'data'],
  ['a machine that is never started', VM, { started: 'false' }, 'data'],
  ['a machine with an empty disk of its own', VM, { started: true, disk: blank }, 'data'],
  [
    'a machine with a disk that is its own by the path',
    VM,
    { vm_id: 101, disk: [{ ...blank, path_in_datastore: '101/vm-101-disk-1.qcow2' }] },
    'data',
  ],
  [
    'a machine that borrows a disk',
    VM,
    { vm_id: 101, disk: [{ ...blank, path_in_datastore: 'vm-102-disk-0' }] },
    'nothing',
  ],
  [
    'a machine with a disk that is downloaded',
    VM,
    { disk: [{ ...blank, file_id: 'local:a.img' }] },
    'nothing',
  ],
  ['a machine with a disk that is imported', VM, { disk: [{ ...blank, import_from: 'local:a' }] }, 'nothing'],
  ['a clone of a machine', VM, { clone: [{ vm_id: 9000 }], disk: [blank] }, 'nothing'],
  [
    "one of Slipway's machines that somebody stopped",
    VM,
    { tags: ['slipway'], started: false, disk: [blank] },
    'nothing',
  ],

  ['an image in a registry', 'docker_registry_image', { name: 'r/a:1' }, 'image'],
  ['an image that is kept, as text', 'docker_registry_image', { keep_remotely: 'true' }, 'nothing'],
  ['a database of AWS', 'aws_db_instance', {}, 'data'],
  ['a role of AWS', 'aws_iam_role', {}, 'nothing'],
  ['a type that Slipway does not know', 'aws_eks_cluster', {}, 'unknown'],
  ['a type with the name of what every object has', 'constructor', {}, 'unknown'],
])('%s: %s', (_what, type, args, kind) => {
  expect(holdingOf(type, args as Readonly<Record<string, unknown>>).kind).toBe(kind);
});

test.each([
  ['kubernetes_persistent_volume_claim_v1', claim(), 'volume small-prod/store-data'],
  ['kubernetes_namespace_v1', { metadata: [{ name: 'shop' }] }, 'namespace shop,'],
  ['kubernetes_namespace_v1', {}, 'namespace without a name'],
  ['libvirt_volume', {}, 'disk without a name'],
])('the message names what %s holds', (type, args, what) => {
  expect(holdingOf(type, args as Readonly<Record<string, unknown>>)).toMatchObject({
    what: expect.stringContaining(what) as string,
  });
});

test('for every type with a known replacement, it is known what it holds', () => {
  const types = Object.keys({ ...DOCKER, ...KUBERNETES, ...LIBVIRT, ...PROXMOX });
  expect(types.filter((type) => holdingOf(type, {}).kind === 'unknown')).toEqual([]);
});

test("of a pool's resources under Proxmox VE, the disk holders hold data and the machines do not", () => {
  const disks = { data: { size: Size.gibibytes(10), mountPath: '/var/lib/data' } };
  const synthesised = synthProxmoxPool({ slots: ['0'], disks });
  const kindOf = (name: string) => holdingOf(VM, block(synthesised, `${VM}.${name}`)).kind;
  expect(kindOf('nodes-0-disk-data')).toBe('data');
  expect(kindOf('nodes-0')).toBe('nothing');
  // A plan has the tags when a refresh tells the machine otherwise.
  const { tags } = block(synthesised, `${VM}.nodes-0`);
  expect(holdingOf(VM, { tags, started: false, disk: [blank] }).kind).toBe('nothing');
});
