import { ProxmoxProvider } from '../../../../constructs/providers/proxmox/provider';
import { Size } from '../../../../constructs/quantities';
import type { VmPoolProps } from '../../../../constructs/vm-pool';
import { synth } from '../../../support/synth';
import { block, debian, slotBytes } from '../pool';
import { addProxmoxPool, synthProxmoxPool } from './node';

const VM = 'proxmox_virtual_environment_vm';
const disks = { data: { size: Size.gibibytes(10), mountPath: '/var/lib/data' } };
const newer = { ...debian, digest: `sha512:${'cd'.repeat(64)}` };

const machineOf = (props: Partial<VmPoolProps> = {}, node = {}) =>
  block(synthProxmoxPool({ slots: 1, ...props }, node), `${VM}.nodes-0`);

test("the same pool runs here: a slot's name, MAC and address are the same as under libvirt", () => {
  synth((stack) => {
    new ProxmoxProvider(stack, 'proxmox');
    expect(addProxmoxPool(stack, { slots: 1 }).slots).toMatchObject([
      {
        key: '0',
        name: 'shop-prod-nodes-0',
        mac: '52:54:00:80:bb:f9',
        address: '10.20.0.16',
        terraformAddress: `${VM}.nodes-0`,
      },
    ]);
  });
});

test('every resource of a slot has a meaningful address', () => {
  const { resource } = synthProxmoxPool({ slots: ['0'], disks });
  const addresses = Object.entries(resource).flatMap(([type, blocks]) =>
    Object.keys(blocks).map((name) => `${type}.${name}`),
  );
  expect(addresses.sort()).toEqual([
    'proxmox_download_file.nodes-base-abababababab',
    'proxmox_virtual_environment_file.nodes-0-meta-data',
    'proxmox_virtual_environment_file.nodes-0-network-config',
    'proxmox_virtual_environment_file.nodes-0-user-data',
    'proxmox_virtual_environment_vm.nodes-0',
    'proxmox_virtual_environment_vm.nodes-0-disk-data',
    'terraform_data.nodes-0',
  ]);
});

test('a slot does not change by a byte when its neighbours do', () => {
  const [alone, among] = [['1'], ['0', '1', 'db']].map((slots) => synthProxmoxPool({ slots, disks }));
  if (alone === undefined || among === undefined) throw new Error('nothing was synthesised');
  expect(slotBytes(among, '1')).toBe(slotBytes(alone, '1'));
});

test('a machine has its own id, the pool’s bridge and its MAC, and starts with its node', () => {
  expect(machineOf()).toMatchObject({
    name: 'shop-prod-nodes-0',
    node_name: 'pve1',
    vm_id: 548182917,
    cpu: { cores: 2, type: 'x86-64-v2-AES' },
    memory: { dedicated: 4096 },
    network_device: [{ bridge: 'vmbr0', mac_address: '52:54:00:80:bb:f9' }],
    serial_device: [{ device: 'socket' }],
    on_boot: true,
  });
});

test('the agent is waited for only if the images are declared to run it', () => {
  expect(machineOf()).not.toHaveProperty('agent');
  expect(machineOf({}, { guestAgent: true }).agent).toEqual({
    enabled: true,
    wait_for_ip: { disabled: true },
  });
});

test('disks use the node’s default storage unless the pool overrides it; files always use the node’s', () => {
  const stack = synthProxmoxPool({ slots: 1, disks, storagePool: 'ceph' }, { fileDatastore: 'nfs' });
  const machine = block(stack, `${VM}.nodes-0`);
  expect([machine.disk[0].datastore_id, machine.initialization.datastore_id]).toEqual(['ceph', 'ceph']);
  expect(block(stack, `${VM}.nodes-0-disk-data`).disk[0].datastore_id).toBe('ceph');
  expect(block(stack, 'proxmox_virtual_environment_file.nodes-0-user-data').datastore_id).toBe('nfs');
  expect(machineOf().disk[0].datastore_id).toBe('local-lvm');
});

describe('the image', () => {
  const file = (image = debian) =>
    Object.values(synthProxmoxPool({ slots: 1, image }).resource.proxmox_download_file ?? {})[0];

  test.each([
    [debian, 'sha256', 'ab'.repeat(32)],
    [newer, 'sha512', 'cd'.repeat(64)],
  ])('is downloaded by the node, which verifies its digest', (image, algorithm, checksum) => {
    expect(file(image)).toMatchObject({
      url: image.source,
      content_type: 'import',
      checksum,
      checksum_algorithm: algorithm,
    });
  });

  test('is a file of its node only, is never downloaded again, and may come from another mirror', () => {
    expect(file()).toMatchObject({
      file_name: 'shop-prod-nodes-pve1-base-abababababab.qcow2',
      overwrite: false,
      lifecycle: { ignore_changes: ['url'] },
    });
  });

  test('is the source of the root disk', () => {
    expect(machineOf({ rootDisk: Size.gibibytes(8) }).disk[0]).toMatchObject({
      interface: 'scsi0',
      import_from: '${proxmox_download_file.nodes-base-abababababab.id}',
      size: 8,
    });
  });

  test('of a slot that a roll has reached exists next to that of the others', () => {
    const stack = synthProxmoxPool({ slots: ['0', { key: '1', image: newer }] });
    expect(Object.keys(stack.resource.proxmox_download_file ?? {}).sort()).toEqual([
      'nodes-base-abababababab',
      'nodes-base-cdcdcdcdcdcd',
    ]);
    expect(block(stack, `${VM}.nodes-1`).disk[0].import_from).toContain('cdcdcdcdcdcd');
  });
});

describe('cloud-init', () => {
  test('is the same as for a libvirt machine, as snippets, with user text escaped for Terraform', () => {
    const stack = synthProxmoxPool({ slots: 1, cloudInit: { commands: ['echo ${HOME}'] } });
    const data = (part: string) =>
      block(stack, `proxmox_virtual_environment_file.nodes-0-${part}`).source_raw.data as string;
    expect(data('user-data')).toContain('echo $${HOME}');
    expect(data('network-config')).toContain('10.20.0.16/24');
    expect(data('meta-data')).toMatch(/^instance-id: shop-prod-nodes-0-[0-9a-f]{12}\n/);
  });

  test('is attached by SCSI, which every cloud kernel supports', () => {
    expect(machineOf().initialization).toEqual({
      datastore_id: 'local-lvm',
      interface: 'scsi1',
      user_data_file_id: '${proxmox_virtual_environment_file.nodes-0-user-data.id}',
      meta_data_file_id: '${proxmox_virtual_environment_file.nodes-0-meta-data.id}',
      network_data_file_id: '${proxmox_virtual_environment_file.nodes-0-network-config.id}',
    });
  });
});

describe('a data disk', () => {
  const holderOf = (props: Partial<VmPoolProps> = {}) =>
    block(synthProxmoxPool({ slots: 1, disks, ...props }), `${VM}.nodes-0-disk-data`);

  test('belongs to a machine that is never started, and is neither moved nor resized by it', () => {
    expect(holderOf()).toMatchObject({
      name: 'shop-prod-nodes-0-disk-data',
      vm_id: 379497558,
      started: false,
      on_boot: false,
      protection: false,
      disk: [{ datastore_id: 'local-lvm', size: 10 }],
      lifecycle: { ignore_changes: ['disk'] },
    });
  });

  test("is attached with its holder's settings, under a serial number that identifies it", () => {
    const [root, data] = machineOf({ disks }).disk;
    const held = `${VM}.nodes-0-disk-data.disk[0]`;
    expect(root.interface).toBe('scsi0');
    expect(data).toMatchObject({
      interface: 'virtio0',
      datastore_id: `\${${held}.datastore_id}`,
      path_in_datastore: `\${${held}.path_in_datastore}`,
      file_format: `\${${held}.file_format}`,
      size: `\${${held}.size}`,
      serial: expect.stringMatching(/^slipway-[0-9a-f]{12}$/),
    });
  });

  test('is found, formatted and mounted by that serial number', () => {
    const stack = synthProxmoxPool({ slots: 1, disks });
    const { serial } = block(stack, `${VM}.nodes-0`).disk[1];
    expect(block(stack, 'proxmox_virtual_environment_file.nodes-0-user-data').source_raw.data).toContain(
      `/dev/disk/by-id/virtio-${serial}`,
    );
  });

  test('outlives its machine: destroying a machine destroys no disk that it does not own', () => {
    for (const it of [machineOf({ disks }), holderOf()])
      expect(it).toMatchObject({
        delete_unreferenced_disks_on_destroy: false,
        purge_on_destroy: false,
      });
  });

  test('is protected twice if the pool is: by Terraform and by Proxmox VE; its machine is not', () => {
    expect(holderOf({ protect: true })).toMatchObject({
      protection: true,
      lifecycle: { prevent_destroy: true },
    });
    const machine = machineOf({ disks, protect: true });
    expect(machine).not.toHaveProperty('protection');
    expect(machine.lifecycle).not.toHaveProperty('prevent_destroy');
  });

  test('of a retired slot is kept without a machine, or leaves the state, as declared', () => {
    const kept = synthProxmoxPool({ slots: [], disks, retired: { 0: 'keep' } });
    expect(Object.keys(kept.resource[VM] ?? {})).toEqual(['nodes-0-disk-data']);
    expect(slotBytes(kept, '0')).toContain('379497558');

    const forgotten = synthProxmoxPool({ slots: [], disks, retired: { 0: 'forget' } });
    expect(forgotten.resource).not.toHaveProperty(VM);
    expect(forgotten.removed).toEqual([{ from: `${VM}.nodes-0-disk-data`, lifecycle: [{ destroy: false }] }]);
  });

  test('of a slot that has the same name as another slot’s disk is a separate disk', () => {
    const { resource } = synthProxmoxPool({
      slots: ['db', { key: 'db-data', address: '10.20.0.31' }],
      disks,
    });
    expect(Object.keys(resource[VM] ?? {}).sort()).toEqual([
      'nodes-db',
      'nodes-db-data',
      'nodes-db-data-disk-data',
      'nodes-db-disk-data',
    ]);
  });
});

describe('a change', () => {
  const triggers = (props: Partial<VmPoolProps>) =>
    block(synthProxmoxPool({ slots: 1, disks, ...props }), 'terraform_data.nodes-0').triggers_replace;
  const more = { ...disks, archive: { size: Size.gibibytes(1) } };

  test.each([
    ['image', { image: newer }],
    ['cloud_init', { cloudInit: { packages: ['htop'] } }],
    ['network_config', { addresses: '10.20.0.32/28' }],
    ['disks', { disks: more }],
  ] as const)('to something that the provider would not update replaces the machine: %s', (part, change) => {
    expect(triggers(change)[part]).not.toBe(triggers({})[part]);
  });

  test.each([
    ['cpu', { cpu: 4 }],
    ['memory', { memory: Size.gibibytes(8) }],
    ['rootDisk', { rootDisk: Size.gibibytes(40) }],
    ['protect', { protect: true }],
  ] as const)('to something that the provider updates in place replaces nothing: %s', (_what, change) => {
    expect(triggers(change)).toEqual(triggers({}));
  });

  test('to the fingerprint or the holder replaces the machine', () => {
    expect(machineOf({ disks }).lifecycle).toMatchObject({
      replace_triggered_by: ['terraform_data.nodes-0', `${VM}.nodes-0-disk-data.id`],
    });
  });

  test('to the pool’s name moves its resources and changes nothing else', () => {
    const before = synthProxmoxPool({ slots: 1, disks });
    const { moved } = synthProxmoxPool({ slots: 1, disks, formerly: 'servers' });
    expect(before).not.toHaveProperty('moved');
    expect(moved).toContainEqual({
      from: `${VM}.servers-0-disk-data`,
      to: `${VM}.nodes-0-disk-data`,
    });
  });
});
