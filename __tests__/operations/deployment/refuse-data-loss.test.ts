import { lossesIn, lossOf, type PlannedChange, type Values } from '../../../operations/deployment';

function change(type: string, before: Values, action: PlannedChange['action'] = 'delete'): PlannedChange {
  return { address: `${type}.x`, type, action, before };
}

const metadata = [{ namespace: 'shop-dev', name: 'database-data' }];

test.each<[string, PlannedChange, string]>([
  [
    'a claim',
    change('kubernetes_persistent_volume_claim_v1', { metadata }),
    'the volume shop-dev/database-data',
  ],
  [
    'a namespace',
    change('kubernetes_namespace_v1', { metadata: [{ name: 'shop-dev' }] }),
    'namespace shop-dev',
  ],
  [
    'a data disk',
    change('libvirt_volume', { name: 'nodes-0-data', source: null, base_volume_id: '' }),
    'nodes-0-data',
  ],
  [
    'a disk holder',
    change('proxmox_virtual_environment_vm', { name: 'h', tags: ['slipway-disk'] }),
    'that h holds',
  ],
  [
    'a stateful set whose claims go with it',
    change('kubernetes_stateful_set_v1', {
      metadata,
      spec: [
        {
          volume_claim_template: [{}],
          persistent_volume_claim_retention_policy: [{ when_deleted: 'Delete' }],
        },
      ],
    }),
    'the volumes of shop-dev/database-data',
  ],
  ['an image that is deleted remotely', change('docker_registry_image', { name: 'r/api:1' }), 'r/api:1'],
  ['a database of AWS', change('aws_db_instance', { identifier: 'shop' }), 'the database shop'],
  ['a type that nobody knows', change('aws_eks_cluster', {}), 'does not know aws_eks_cluster'],
])('%s holds data, whether it is deleted or replaced', (_, planned, what) => {
  expect(lossOf(planned)).toContain(what);
  expect(lossOf({ ...planned, action: 'replace' })).toContain(what);
});

test('a data disk that disappeared from its host is lost when an empty one replaces it', () => {
  const planned = { ...change('libvirt_volume', {}, 'create'), before: undefined };
  expect(lossOf({ ...planned, gone: { name: 'nodes-0-data' } })).toContain('would be created again, empty');
  expect(lossOf({ ...planned, gone: { name: 'nodes-0-root', base_volume_id: '/base' } })).toBeUndefined();
  expect(lossOf(planned)).toBeUndefined();
});

test.each<[string, PlannedChange]>([
  [
    'a root disk, made from an image',
    change('libvirt_volume', { name: 'root', base_volume_id: '/images/base' }),
  ],
  [
    'a root disk, made from an image by its name',
    change('libvirt_volume', { name: 'root', base_volume_id: '', base_volume_name: 'base' }),
  ],
  ['an image on a host', change('libvirt_volume', { name: 'base', source: 'https://images.example.com/x' })],
  ['a machine whose disks are its own matter', change('libvirt_domain', { name: 'nodes-0' })],
  ['a Proxmox machine', change('proxmox_virtual_environment_vm', { name: 'nodes-0', tags: [] })],
  [
    'a stateful set whose claims stay',
    change('kubernetes_stateful_set_v1', { metadata, spec: [{ volume_claim_template: [{}] }] }),
  ],
  ['a job', change('kubernetes_job_v1', { metadata })],
  ['a deployment', change('kubernetes_deployment_v1', { metadata })],
  ['an image that stays in the registry', change('docker_registry_image', { keep_remotely: true })],
  ['a claim that is forgotten', change('kubernetes_persistent_volume_claim_v1', { metadata }, 'forget')],
  ['a claim that grows', change('kubernetes_persistent_volume_claim_v1', { metadata }, 'update')],
])('%s loses nothing', (_, planned) => {
  expect(lossOf(planned)).toBeUndefined();
});

test('a loss is allowed by its address, in all stacks or in one', () => {
  const changes = [change('libvirt_volume', { name: 'data' })];
  const allowed = (...given: string[]) =>
    lossesIn('dev-machines-a', changes, given).map((loss) => loss.allowed);
  expect(allowed()).toEqual([false]);
  expect(allowed('libvirt_volume.x')).toEqual([true]);
  expect(allowed('dev-machines-a:libvirt_volume.x')).toEqual([true]);
  expect(allowed('dev-machines-b:libvirt_volume.x', 'libvirt_volume.y')).toEqual([false]);
});
