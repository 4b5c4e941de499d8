import { type Finding, problem } from '../../core/findings';

const MOUNT_PATH = /^(\/[A-Za-z0-9_.+-]+)+$/;

/** Folders that the machine has to see as its image has them, and why. */
const SYSTEM = 'the machine has there what it boots with, or keeps there what cloud-init has done';
const NODE = 'a node has there what it joined with: a new root disk would read it as joined, and never join';
const KEPT: ReadonlyMap<string, string> = new Map([
  ...(
    '/bin /boot /boot/efi /dev /etc /lib /lib64 /proc /run /sbin /sys /usr ' +
    '/var /var/lib /var/lib/cloud /var/run'
  )
    .split(' ')
    .map((path) => [path, SYSTEM] as const),
  ...['/etc/kubernetes', '/var/lib/kubelet'].map((path) => [path, NODE] as const),
]);
/** Made by the kernel at each boot: nothing can be mounted below them. */
const KERNEL = /^\/(dev|proc|run|sys)\//;

/** The problems of where something is mounted. */
export function checkMountPath(mountPath: string, path: string): readonly Finding[] {
  if (!MOUNT_PATH.test(mountPath) || /\/\.{1,2}(\/|$)/.test(mountPath)) {
    return [
      problem({
        rule: 'vm-pool/mount-path',
        path,
        message: 'must be an absolute path other than / with no trailing slash',
        value: JSON.stringify(mountPath),
        advice: 'Give a directory such as /var/lib/data.',
      }),
    ];
  }
  const why = KERNEL.test(mountPath) ? SYSTEM : KEPT.get(mountPath);
  if (why === undefined) return [];
  return [
    problem({
      rule: 'vm-pool/mount-path',
      path,
      message: 'must hide no folder of the system',
      value: mountPath,
      advice: `Give a directory of its own, such as /var/lib/data: ${why}.`,
    }),
  ];
}

/** Whether a path is inside a folder, at any depth. */
export function isBelow(path: string, folder: string): boolean {
  return path.startsWith(`${folder}/`);
}
