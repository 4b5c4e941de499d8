import { homedir } from 'node:os';
import { Virsh } from '../../disks';
import { providerArguments } from '../configured';
import type { StackFolder } from '../stack-folder';

/** The libvirt host of a stack, found as its provider finds it. */
export function hostOf(stack: StackFolder, env: NodeJS.ProcessEnv): Virsh {
  const { uri } = providerArguments(stack, 'libvirt');
  const given = typeof uri === 'string' ? uri : env['LIBVIRT_DEFAULT_URI'];
  return new Virsh(given ?? 'qemu:///system', { env, home: homedir() });
}
