import { ProxmoxProvider } from '../../constructs/providers/proxmox/provider';
import { Size } from '../../constructs/quantities';
import { addProxmoxPool } from '../constructs/vm-pool/proxmox/node';
import { synth } from '../support/synth';
import { objectionsTo, withProviders } from '../support/terraform';

/** A pool with everything that a pool can have here. */
const fullPool = () =>
  synth((stack) => {
    new ProxmoxProvider(stack, 'proxmox', {
      endpoint: 'https://pve.example.com:8006/',
      ssh: { agent: true, username: 'terraform' },
    });
    const disks = {
      data: { size: Size.gibibytes(100), mountPath: '/var/lib/data' },
      archive: { size: Size.gibibytes(500) },
    };
    addProxmoxPool(
      stack,
      { slots: 2, disks, retired: { 2: 'keep', 3: 'forget' }, protect: true, formerly: 'servers' },
      { guestAgent: true },
    );
  });

withProviders(['proxmox'], 'the proxmox provider accepts a pool as it is synthesised', async () => {
  expect(await objectionsTo(fullPool())).toEqual([]);
});
