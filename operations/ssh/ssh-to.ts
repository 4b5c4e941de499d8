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

/** No longer, since only between two looks does one who interrupts a wait get a hearing. */
const PATIENCE_S = 5;

/**
 * A shell line that waits on a machine for a file, for a few seconds: a machine that boots has better things to do than to let
 * somebody in again and again.
 */
export function awaitFile(path: string): string {
  return `for i in $(seq ${PATIENCE_S}); do test -e ${path} && break; sleep 1; done`;
}
