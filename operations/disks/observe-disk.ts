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

/** What is found where a disk ought to be. @throws Failure where that cannot be told. */
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
      // A machine that runs holds its disk: it is told by QEMU, and sees the new size at once.
      if (target === undefined) await virsh.outputOf('vol-resize', '--pool', pool, storedAs, bytes);
      else await virsh.outputOf('blockresize', machine, target, bytes);
    };
    return { kind: 'there', size: Size.bytes(Number(capacity)), grow };
  };
}

/** Which disk of its machine a volume is, such as `sdb`; undefined unless the machine runs and has it. */
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

/** Proxmox VE has a machine for the disk, which another one attaches: that one must be off, which only a person can say. */
function leaveToPerson({ storedAs, size, machine }: EnvironmentDisk): Promise<Found> {
  const grow = `qm disk resize ${storedAs} scsi0 ${size.toBytes() / 2 ** 30}G`;
  return Promise.resolve({
    kind: 'unseen',
    advice: `on its node, \`qm config ${storedAs}\` says its size; with ${machine} shut down, \`${grow}\` grows it`,
  });
}
