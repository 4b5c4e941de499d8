import type { CloudConfigValue, CloudInit, CloudInitFile, CloudInitMount, CloudInitUser } from './cloud-init';
import { knownTexts } from '../../not-secret';
import { diskMounts, formatCommands, type Mount, type MountedDisk, outerFirst } from './data-disks';
import { isBelow } from '../mount-paths';
import { type CloudConfig, merge } from './merge';
import { toYaml } from './yaml';
import { by } from '../../../core/text';

/**
 * The user-data of a machine: typed settings, the mounts of its disks, the user's own cloud-config over them, and what
 * marks the end of the first boot. Without an instance id it has no mark, and is what the id derives from.
 */
export function userData(given: CloudInit, disks: readonly MountedDisk[], instanceId?: string): string {
  const { value: cloudInit } = knownTexts(given);
  const mark: CloudConfig = instanceId === undefined ? {} : { final_message: firstBootMarker(instanceId) };
  return `#cloud-config\n${toYaml({ ...merge(ours(cloudInit, disks), cloudInit.merge ?? {}), ...mark })}`;
}

function ours(cloudInit: CloudInit, disks: readonly MountedDisk[]): CloudConfig {
  const {
    users = [],
    packages = [],
    files = {},
    commands = [],
    mounts = {},
    timezone,
    locale = false,
    ntp = [],
  } = cloudInit;
  const mounted = outerFirst([...diskMounts(disks), ...sorted(mounts).map(mountEntry)]);
  return {
    disable_root: true,
    ssh_pwauth: false,
    // The machine's own name resolves without a name server.
    manage_etc_hosts: 'localhost',
    // Without the package `locales`, anything but false ends the first boot in an error.
    locale,
    ...(timezone === undefined ? {} : { timezone }),
    ...(ntp.length === 0 ? {} : { ntp: { enabled: true, servers: [...ntp] } }),
    // The root disk is larger than the image: whatever the image says, its file system is to fill it.
    growpart: { mode: 'auto', devices: ['/'] },
    resize_rootfs: true,
    // Without any, the image's own user is made, which has no key and a locked password.
    ...list('users', users.map(userEntry)),
    ...(packages.length === 0 ? {} : { package_update: true, packages: [...packages] }),
    ...list(
      'write_files',
      sorted(files).map((file) => fileEntry(file, mounted)),
    ),
    ...list('bootcmd', formatCommands(disks)),
    ...list(
      'mounts',
      mounted.map((mount) => mount.filter((field) => field !== undefined)),
    ),
    ...list('runcmd', [...networkMounts(mounts), ...commands]),
  };
}

function list(key: string, entries: readonly CloudConfigValue[]): CloudConfig {
  return entries.length === 0 ? {} : { [key]: entries };
}

function sorted<T>(record: Readonly<Record<string, T>>): readonly (readonly [string, T])[] {
  return Object.entries(record).sort(by(([key]) => key));
}

function userEntry({ name, sshKeys, sudo = false }: CloudInitUser): CloudConfigValue {
  return {
    name,
    shell: '/bin/bash',
    lock_passwd: true,
    ssh_authorized_keys: [...sshKeys],
    ...(sudo ? { sudo: 'ALL=(ALL) NOPASSWD:ALL' } : {}),
  };
}

function fileEntry(
  [path, { content, permissions = '0644', owner }]: readonly [string, CloudInitFile],
  mounts: readonly Mount[],
): CloudConfigValue {
  // When files are written there are no users yet, and nothing is mounted, unless the file is deferred.
  const isLater = owner !== undefined || mounts.some(([, folder]) => isBelow(path, folder));
  return {
    path,
    content,
    permissions,
    ...(owner === undefined ? {} : { owner }),
    ...(isLater ? { defer: true } : {}),
  };
}

/** The kinds of file systems whose programs a package brings. */
const NETWORKED = /^(?:nfs4?|cifs|smb3|ceph|glusterfs|fuse\..+)$/;

/**
 * What mounts the file systems of other machines. cloud-init mounts everything before it installs packages, and what mounts them is one:
 * without it, they would be there from the second boot on.
 */
function networkMounts(mounts: Readonly<Record<string, CloudInitMount>>): readonly CloudConfigValue[] {
  return sorted(mounts)
    .filter(
      ([, { device, fileSystem = 'auto' }]) =>
        NETWORKED.test(fileSystem) || /^(?:[^/\s]+:\/|\/\/)/.test(device),
    )
    .map(([path]) => `mountpoint -q ${path} || mount ${path}`);
}

function mountEntry([path, { device, fileSystem = 'auto', options }]: readonly [
  string,
  CloudInitMount,
]): Mount {
  return options === undefined ? [device, path, fileSystem] : [device, path, fileSystem, options];
}

/**
 * What a machine prints on its serial console at the end of its first boot, and of every later boot of the same instance. It says
 * that cloud-init is finished, not that everything succeeded: `cloud-init status` on the machine says that.
 *
 * @see https://docs.cloud-init.io/en/latest/reference/modules.html#final-message
 * @example
 * firstBootMarker('shop-prod-nodes-0-2f1c0a9be417');
 */
export function firstBootMarker(instanceId: string): string {
  return `slipway: first boot of ${instanceId} finished`;
}
