import { Size } from '../../constructs/quantities';
import type { Hypervisor, LibvirtHypervisor } from '../../model';
import { Failure } from '../process';
import type { EnvironmentDisk } from './environment-disks';
import type { Found } from './growth';
import { type VirshContext, Virsh } from './virsh';

type Look = (disk: EnvironmentDisk) => Promise<Found>;
type Lookers = {
  readonly [K in Hypervisor['kind']]: (
    hypervisor: Extract<Hypervisor, { kind: K }>,
    here: VirshContext,
  ) => Look;
};

const LOOKERS: Lookers = { libvirt: lookByVirsh, proxmox: () => leaveToPerson };

/** The actual state of a disk. @throws Failure if it cannot be determined */
export function observeDisk(disk: EnvironmentDisk, here: VirshContext): Promise<Found> {
  const looker = LOOKERS[disk.hypervisor.kind] as (hypervisor: Hypervisor, here: VirshContext) => Look;
  return looker(disk.hypervisor, here)(disk);
}

function lookByVirsh(hypervisor: LibvirtHypervisor, here: VirshContext): Look {
  const virsh = new Virsh(hypervisor.uri, here);
  const pool = hypervisor.storagePool ?? 'default';
  return async ({ storedAs, machine, size }) => {
    const { code, output, stdout } = await virsh.run('vol-info', '--bytes', '--pool', pool, storedAs);
    if (code !== 0 && /Storage volume not found/.test(output)) return { kind: 'absent' };
    const [, capacity] = /^Capacity:\s+(\d+) bytes$/m.exec(stdout) ?? [];
    if (code !== 0 || capacity === undefined)
      throw new Failure(`cannot look at ${storedAs}: ${output.trim() || 'no answer in time'}`);
    const bytes = `${size.toBytes()}B`;
    const grow = async (): Promise<void> => {
      const target = await targetOf(virsh, machine, storedAs, pool);
      // A running machine has the disk open: resize it through QEMU, so that the machine sees the new size at once.
      if (target === undefined) await virsh.outputOf('vol-resize', '--pool', pool, storedAs, bytes);
      else await virsh.outputOf('blockresize', machine, target, bytes);
    };
    return { kind: 'there', size: Size.bytes(Number(capacity)), grow };
  };
}

/** The name of a volume in its machine, such as `sdb`; undefined unless the machine is running and has the disk. */
async function targetOf(
  virsh: Virsh,
  machine: string,
  volume: string,
  pool: string,
): Promise<string | undefined> {
  const running = lines(await virsh.outputOf('list', '--name'));
  if (!running.includes(machine)) return undefined;
  const path = (await virsh.outputOf('vol-path', '--pool', pool, volume)).trim();
  const disks = lines(await virsh.outputOf('domblklist', machine)).map((line) => line.split(/\s+/));
  return disks.find(([, source]) => source === volume || source === path)?.[0];
}

function lines(text: string): readonly string[] {
  return text.split('\n').map((line) => line.trim());
}

/**
 * On Proxmox VE a separate machine owns the disk and another one attaches it. That one must be off, which Slipway cannot check.
 */
function leaveToPerson({ storedAs, size, machine }: EnvironmentDisk): Promise<Found> {
  const grow = `qm disk resize ${storedAs} scsi0 ${size.toBytes() / 2 ** 30}G`;
  return Promise.resolve({
    kind: 'unseen',
    advice: `on its node, \`qm config ${storedAs}\` says its size; with ${machine} shut down, \`${grow}\` grows it`,
  });
}
