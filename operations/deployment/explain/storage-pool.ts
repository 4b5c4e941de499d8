import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { argumentsOf } from '../configured';
import { hostOf } from '../libvirt';
import type { StackFolder } from '../stack-folder';
import type { Known } from './known';

const MEBIBYTE = 1024 ** 2;

/** A storage pool of libvirt's that has no room left. */
export const storagePool: Known = {
  said: /No space left on device|not enough free (?:disk )?space|would exceed the pool'?s? capacity/i,
  is: ({ address }) => address.startsWith('libvirt_') || address === '',
  means: (_match, { address, stack, env }) => {
    const { name, pool = 'default', source } = argumentsOf(stack, address);
    if (typeof name !== 'string' || typeof pool !== 'string')
      return 'A storage pool is full.\n→ See `virsh pool-info`; make room, or move machines to another host.';
    const room = typeof source === 'string' ? roomOf(stack, source) : undefined;
    return (
      `The storage pool ${pool} of ${stack.name} is full: ${name} has no room in it${room === undefined ? '' : `, and needs ${room}`}.\n` +
      `→ See what is free: ${hostOf(stack, env).lineOf('pool-info', pool)}\n` +
      '→ Make room there, or move machines to another host, and deploy again: what was made in part is made anew.'
    );
  },
};

/** A Docker engine that has no room left, or a build that needs too much of it. */
export const engineFull: Known = {
  said: /no space left on device/i,
  is: ({ address }) => address.startsWith('docker_'),
  means: () =>
    'The Docker engine has no room left.\n→ See what takes it (`docker system df`), make room, and deploy again.',
};

/** How large an image is; undefined where it is elsewhere. */
function roomOf({ folder }: StackFolder, source: string): string | undefined {
  try {
    return `${Math.ceil(statSync(resolve(folder, source)).size / MEBIBYTE)} MiB`;
  } catch {
    return undefined;
  }
}
