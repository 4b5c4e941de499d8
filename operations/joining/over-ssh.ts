import type { SlotRecord } from '../../core/record';
import { sshTo } from '../ssh';
import type { JoiningMachine } from './joining-machine';

/** A slot's machine as SSH reaches it. @param ssh How ssh is called. Its own options win over ours. */
export function overSsh(machine: SlotRecord, ssh?: readonly [string, ...string[]]): JoiningMachine {
  return { name: machine.name, shell: sshTo(machine, ssh) };
}
