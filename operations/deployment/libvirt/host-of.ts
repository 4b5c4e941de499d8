import { homedir } from 'node:os';
import { Virsh } from '../../disks';
import { libvirtUriOf } from '../configured';
import type { StackFolder } from '../stack-folder';

/** The libvirt host of a stack, found as its provider finds it. */
export function hostOf(stack: StackFolder, env: NodeJS.ProcessEnv): Virsh {
  const uri = libvirtUriOf(stack) ?? env['LIBVIRT_DEFAULT_URI'] ?? 'qemu:///system';
  return new Virsh(uri, { env, home: homedir() });
}
