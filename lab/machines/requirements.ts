import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';
import { Failure, outputOf } from '../../process';

/** What the lab runs, or reads by its path, and the Debian package that has it. */
const PROVIDED_BY: Readonly<Record<string, string>> = {
  dnsmasq: 'dnsmasq-base',
  '/usr/lib/EXTLINUX/mbr.bin': 'extlinux',
  extlinux: 'extlinux',
  sfdisk: 'fdisk',
  mkisofs: 'genisoimage',
  ip: 'iproute2',
  iptables: 'iptables',
  virsh: 'libvirt-clients',
  libvirtd: 'libvirt-daemon',
  '/usr/lib/x86_64-linux-gnu/libvirt/connection-driver/libvirt_driver_qemu.so': 'libvirt-daemon-driver-qemu',
  // Makes the user that machines run as.
  '/var/lib/libvirt/images': 'libvirt-daemon-system',
  mmdebstrap: 'mmdebstrap',
  ssh: 'openssh-client',
  'qemu-system-x86_64': 'qemu-system-x86',
  'qemu-img': 'qemu-utils',
  '/usr/lib/syslinux/modules/bios/ldlinux.c32': 'syslinux-common',
  nsenter: 'util-linux',
  xsltproc: 'xsltproc',
};

const PLAINLY = ['install', '--no-install-recommends'];
const INSTALL_LIMIT_MS = 10 * 60_000;

/** The Debian packages that are missing here, sorted. */
export function missingPackages(env: NodeJS.ProcessEnv = process.env): readonly string[] {
  const missing = Object.entries(PROVIDED_BY).filter(([what]) => !isThere(what, env));
  return [...new Set(missing.map(([, name]) => name))].sort();
}

/** Installs Debian packages, without a question. */
export async function installPackages(packages: readonly string[]): Promise<void> {
  const options = { timeoutMs: INSTALL_LIMIT_MS, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  await outputOf('apt-get', ['update', '--quiet=2'], options);
  await outputOf('apt-get', [...PLAINLY, '--yes', '--quiet=2', ...packages], options);
}

/** What keeps the lab from running here at all, in one sentence with the remedy; `undefined` if nothing does. */
export function obstacle(): string | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return 'The machines of the lab need Linux on amd64: use such a machine, or a virtual one.';
  if (process.getuid?.() !== 0) return 'The lab makes namespaces and mounts: run it as root.';
  if (!allowsNamespaces())
    return 'This machine lets nobody make namespaces: if it is a container, start it with --privileged.';
  return undefined;
}

/** @throws Failure that names what is missing and how to get it. */
export function refuseUnlessReady(): void {
  const reason = obstacle();
  if (reason !== undefined) throw new Failure(reason);
  const missing = missingPackages();
  if (missing.length > 0)
    throw new Failure(
      `Debian packages are missing.\n→ Run this, or give --install: apt-get ${PLAINLY.join(' ')} ${missing.join(' ')}`,
    );
}

function allowsNamespaces(): boolean {
  const flags = ['--mount', '--net', '--pid', '--fork', '--mount-proc', '--ipc', '--uts'];
  return spawnSync('unshare', [...flags, 'true'], { timeout: 10_000 }).status === 0;
}

function isThere(what: string, env: NodeJS.ProcessEnv): boolean {
  const folders = isAbsolute(what) ? [''] : [...(env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin'];
  return folders.some((folder) => {
    try {
      accessSync(join(folder, what), constants.R_OK);
      return true;
    } catch {
      return false;
    }
  });
}
