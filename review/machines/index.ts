import { ansibleInventory } from './ansible-inventory';
import { hostsFile } from './hosts-file';
import { type Machine, machinesIn } from './machine';
import { machineTable } from './machine-table';
import { sshConfig } from './ssh-config';

export { type Machine, machinesIn };

/** The formats in which machines can be listed. */
export const MACHINE_FORMATS = {
  table: machineTable,
  ansible: ansibleInventory,
  'ssh-config': sshConfig,
  hosts: hostsFile,
} as const satisfies Record<string, (machines: readonly Machine[]) => string>;
