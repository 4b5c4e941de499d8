import type { SlotRecord } from '../record';
import type { JoiningMachine } from './joining-machine';

const OPTIONS = {
  BatchMode: 'yes',
  ConnectTimeout: '10',
  // A machine makes its own host key at its first boot, and nobody has heard of it yet.
  StrictHostKeyChecking: 'no',
  UserKnownHostsFile: '/dev/null',
  ForwardAgent: 'no',
  LogLevel: 'ERROR',
} as const;

/**
 * A slot's machine as SSH reaches it: as the first of its users, through its host where there is no other way.
 * @param ssh How ssh is called. Its own options win over ours.
 */
export function overSsh(
  { name, address, users: [user = ''], jump }: SlotRecord,
  ssh: readonly [string, ...string[]] = ['ssh'],
): JoiningMachine {
  const options = Object.entries(OPTIONS).flatMap(([option, value]) => ['-o', `${option}=${value}`]);
  return {
    name,
    shell: [...ssh, ...options, ...(jump === null ? [] : ['-J', jump]), `${user}@${address}`],
  };
}
