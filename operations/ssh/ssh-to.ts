import type { SlotRecord } from '../../core/record';

const OPTIONS = {
  BatchMode: 'yes',
  ConnectTimeout: '10',
  // A machine generates its host key at first boot, and a new one when it is replaced: there is no known key to check.
  StrictHostKeyChecking: 'no',
  UserKnownHostsFile: '/dev/null',
  ForwardAgent: 'no',
  LogLevel: 'ERROR',
} as const;

/**
 * The command that runs a shell line on a slot's machine when the line is appended as the last argument. It logs in as the
 * machine's first user, through the host if there is no other route.
 * @param ssh The ssh command. Its own options take precedence over ours.
 */
export function sshTo(
  { address, users: [user = ''], jump }: SlotRecord,
  ssh: readonly [string, ...string[]] = ['ssh'],
): readonly [string, ...string[]] {
  const options = Object.entries(OPTIONS).flatMap(([option, value]) => ['-o', `${option}=${value}`]);
  return [...ssh, ...options, ...(jump === null ? [] : ['-J', jump]), `${user}@${address}`];
}

/** Kept short, because an interrupted wait is only noticed between two polls. */
const PATIENCE_S = 5;

/**
 * A shell line that waits a few seconds on the machine for a file to appear. Polling there is cheaper than logging in
 * repeatedly to a machine that is busy booting.
 */
export function awaitFile(path: string): string {
  return `for i in $(seq ${PATIENCE_S}); do test -e ${path} && break; sleep 1; done`;
}
