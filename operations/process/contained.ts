const UNSHARED = ['--mount', '--pid', '--fork', '--kill-child', '--mount-proc'];

/**
 * The command in namespaces of its own for processes and mounts, which end with us, however that is: nothing that it
 * started, mounted or looped is left when we are killed. For what may hang, or leaves children of its own.
 */
export function contained(...command: readonly string[]): readonly [string, ...string[]] {
  return ['setpriv', '--pdeathsig', 'KILL', 'unshare', ...UNSHARED, ...command];
}
