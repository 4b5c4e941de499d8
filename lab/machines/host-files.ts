import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Host } from './host';

/**
 * What a host keeps, by path: the lab's own configuration of libvirt, laid over /etc/libvirt in the host's namespace, so
 * that the user's own is neither read nor changed.
 */
const FILES: Readonly<Record<string, string>> = {
  // Only root reaches the socket, by its file mode; there is no policy daemon in here to ask.
  'etc/libvirtd.conf': 'auth_unix_ro = "none"\nauth_unix_rw = "none"\nunix_sock_rw_perms = "0700"\n',
  'etc/qemu.conf': [
    'security_driver = "none"',
    // A namespace for each machine is more than the kernel of a container allows.
    'namespaces = []',
    // Control groups would be left behind when a host's power is cut.
    'cgroup_controllers = []',
    // Else a daemon of its own has to write the consoles' logs.
    'stdio_handler = "file"',
    'remember_owner = 0',
    '',
  ].join('\n'),
  'etc/storage/default.xml':
    '<pool type="dir"><name>default</name><target><path>/var/lib/libvirt/images</path></target></pool>\n',
  'resolv.conf': 'nameserver 127.0.0.1\n',
  'no-kvm': '',
};

const FOLDERS = ['etc/storage/autostart', 'run', 'lib/images', 'cache', 'log/qemu'];

/** Lays out a host's folder, or what is missing of it; disks and machines that are there stay. */
export function layOut({ folder }: Host): void {
  for (const path of FOLDERS) mkdirSync(join(folder, path), { recursive: true });
  for (const [path, content] of Object.entries(FILES)) writeFileSync(join(folder, path), content);
  chmodSync(join(folder, 'no-kvm'), 0);
  startWithHost(join(folder, 'etc/storage/default.xml'));
}

function startWithHost(definition: string): void {
  const link = join(dirname(definition), 'autostart', 'default.xml');
  try {
    symlinkSync('/etc/libvirt/storage/default.xml', link);
  } catch (error) {
    // From an earlier start, or from another one at the same moment.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
