import { CloudinitDisk } from '../../constructs/providers/libvirt/cloudinit-disk';
import { Domain } from '../../constructs/providers/libvirt/domain';
import { Network } from '../../constructs/providers/libvirt/network';
import { Pool } from '../../constructs/providers/libvirt/pool';
import { LibvirtProvider } from '../../constructs/providers/libvirt/provider';
import { Volume } from '../../constructs/providers/libvirt/volume';
import { synth } from '../support/synth';
import { objectionsTo, withProviders } from '../support/terraform';

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
