import type { SlotRecord } from '../../core/record';
import { sshTo } from '../ssh';
import type { JoiningMachine } from './joining-machine';

/** A slot's machine, reached over SSH. @param ssh The ssh command. Its own options take precedence over ours. */
export function overSsh(machine: SlotRecord, ssh?: readonly [string, ...string[]]): JoiningMachine {
  return { name: machine.name, shell: sshTo(machine, ssh) };
}
