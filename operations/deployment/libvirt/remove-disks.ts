import type { Virsh } from '../../disks';
import { Failure } from '../../process';
import { argumentsOf } from '../configured';
import type { StackFolder } from '../stack-folder';
import { hostOf } from './host-of';

/**
 * Removes cloud-init disks from a stack's host that were begun and not recorded. They hold nothing that is not made again.
 *
 * @throws Failure with the commands for a person, where `virsh` is missing or does not reach the host.
 */
export async function removeDisks(
  stack: StackFolder,
  addresses: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<void> {
  if (addresses.length === 0) return;
  const virsh = hostOf(stack, env);
  for (const address of addresses) {
    const { name, pool = 'default' } = argumentsOf(stack, address);
    if (typeof name !== 'string' || typeof pool !== 'string') continue;
    // libvirt has not yet seen what the provider was writing.
    const refresh = ['pool-refresh', pool];
    const remove = ['vol-delete', '--pool', pool, name];
    const said = await complaintOf(virsh, [refresh, remove]);
    if (said === undefined) continue;
    throw new Failure(
      `${stack.name}: the libvirt provider failed while it wrote ${name}, which is left on its host:\n${said}\n` +
        `→ Remove it and deploy again: ${virsh.lineOf(...remove)}`,
    );
  }
}

/** What the first of these commands that fails says; undefined when none does, or there is nothing to remove. */
async function complaintOf(
  virsh: Virsh,
  commands: readonly (readonly string[])[],
): Promise<string | undefined> {
  try {
    for (const args of commands) {
      const { code, output } = await virsh.run(...args);
      if (code !== 0 && !/Storage volume not found|failed to get vol/.test(output)) return output.trim();
    }
    return undefined;
  } catch (error) {
    if (error instanceof Failure) return error.message;
    throw error;
  }
}
