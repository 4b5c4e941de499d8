const UNSHARED = ['--mount', '--pid', '--fork', '--kill-child', '--mount-proc'];

/**
 * The command in its own process and mount namespaces, which end with us however we end: even if we are killed, nothing that it
 * started, mounted or attached as a loop device is left. For programs that may hang or leave children behind.
 */
export function contained(...command: readonly string[]): readonly [string, ...string[]] {
  return ['setpriv', '--pdeathsig', 'KILL', 'unshare', ...UNSHARED, ...command];
}
