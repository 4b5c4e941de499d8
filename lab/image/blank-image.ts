import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { outputOf } from '../../operations/process';

/** An image file, and the digest to give to `machineImage()`. */
export interface ImageFile {
  readonly path: string;
  readonly digest: string;
}

interface BlankImageOptions {
  /** @default 'blank' */
  readonly name?: string;
  /** In the format of qemu-img. @default '8M' */
  readonly size?: string;
}

/** An empty disk, for machines that only have to exist. The file has 200 KiB. */
export async function blankImage(
  folder: string,
  { name = 'blank', size = '8M' }: BlankImageOptions = {},
): Promise<ImageFile> {
  const path = join(folder, `${name}.qcow2`);
  await outputOf('qemu-img', ['create', '-q', '-f', 'qcow2', path, size], { timeoutMs: 120_000 });
  return { path, digest: digestOf(path) };
}

export function digestOf(path: string): string {
  return `sha256:${createHash('sha256').update(readFileSync(path)).digest('hex')}`;
}
