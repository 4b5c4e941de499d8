import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CloudinitDisk } from '../../constructs/providers/libvirt/cloudinit-disk';
import { Domain } from '../../constructs/providers/libvirt/domain';
import { Network } from '../../constructs/providers/libvirt/network';
import { Pool } from '../../constructs/providers/libvirt/pool';
import { LibvirtProvider } from '../../constructs/providers/libvirt/provider';
import { Volume } from '../../constructs/providers/libvirt/volume';
import { synth } from '../support/synth';
import { objectionsTo, terraformJson, withProviders } from '../support/terraform';

const everyResource = () =>
  synth((stack) => {
    new LibvirtProvider(stack, 'libvirt', { uri: 'qemu:///system' });
    const pool = new Pool(stack, 'pool', { name: 'vms', type: 'dir', target: { path: '/srv/vms' } });
    const network = new Network(stack, 'network', { name: 'vms', mode: 'open', addresses: ['10.0.0.0/24'] });
    const volume = new Volume(stack, 'volume', { name: 'disk', pool: pool.name, size: 2 ** 30 });
    const cloudinit = new CloudinitDisk(stack, 'cloudinit', {
      name: 'seed',
      pool: pool.name,
      userData: '#cloud-config',
    });
    new Domain(stack, 'domain', {
      name: 'vm',
      vcpu: 1,
      memory: 512,
      cpu: { mode: 'maximum' },
      cloudinit: cloudinit.id,
      disk: [{ volumeId: volume.id }],
      networkInterface: [{ networkId: network.id, mac: '52:54:00:00:00:01', addresses: ['10.0.0.2'] }],
    });
  });

withProviders(
  ['libvirt'],
  'the libvirt provider accepts each resource as the bindings write it',
  async () => {
    expect(await objectionsTo(everyResource())).toEqual([]);
  },
);

withProviders(['libvirt'], 'the saved schema is what the libvirt provider says of itself', async () => {
  const saved = JSON.parse(
    readFileSync(join(__dirname, '../../constructs/providers/schemas/libvirt-0.8.3.json'), 'utf8'),
  ) as Record<string, unknown>;
  const said = (await terraformJson(everyResource(), ['providers', 'schema', '-json'])) as {
    readonly provider_schemas: Readonly<Record<string, unknown>>;
  };
  expect(withoutDescriptions(said.provider_schemas[String(saved.provider)])).toEqual({
    provider: saved.provider_schema,
    resource_schemas: saved.resource_schemas,
    data_source_schemas: saved.data_source_schemas,
  });
});

function withoutDescriptions(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (key, part: unknown) => (key.startsWith('description') ? undefined : part)),
  ) as unknown;
}
