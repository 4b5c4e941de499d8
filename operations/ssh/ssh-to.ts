import type { SlotRecord } from '../../core/record';

const OPTIONS = {
  BatchMode: 'yes',
  ConnectTimeout: '10',
  // A machine makes its own host key at its first boot, and another one when it is replaced: nobody has heard of it yet.
  StrictHostKeyChecking: 'no',
  UserKnownHostsFile: '/dev/null',
  ForwardAgent: 'no',
  LogLevel: 'ERROR',
} as const;

/**
 * What runs a shell line on a slot's machine, when given as the last argument: as the first of its users, through its host where
 * there is no other way.
 * @param ssh How ssh is called. Its own options win over ours.
 */
export function sshTo(
  { address, users: [user = ''], jump }: SlotRecord,
  ssh: readonly [string, ...string[]] = ['ssh'],
): readonly [string, ...string[]] {
  const options = Object.entries(OPTIONS).flatMap(([option, value]) => ['-o', `${option}=${value}`]);
  return [...ssh, ...options, ...(jump === null ? [] : ['-J', jump]), `${user}@${address}`];
}
