import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Host } from './host';

/**
 * A host's files, by path: the lab's own libvirt configuration, which is mounted over /etc/libvirt in the host's namespace,
 * so that the user's is neither read nor changed.
 */
const FILES: Readonly<Record<string, string>> = {
  // The socket's file mode restricts access to root; there is no policy daemon in here to ask.
  'etc/libvirtd.conf': 'auth_unix_ro = "none"\nauth_unix_rw = "none"\nunix_sock_rw_perms = "0700"\n',
  'etc/qemu.conf': [
    'security_driver = "none"',
    // The kernel of a container does not allow a namespace for each machine.
    'namespaces = []',
    // Control groups would be left behind when a host's power is cut.
    'cgroup_controllers = []',
    // Otherwise a separate daemon would have to write the console logs.
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

/** Creates a host's folder, or what is missing in it. Existing disks and machines stay. */
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
    // Left by an earlier start, or created by another one at the same moment.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
