import { randomBytes } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ImageFile, outputOf } from '../../../lab';
import { digestOf } from '../../../lab/image/blank-image';

/** An image that takes as much room as it says, since nothing in it repeats: for what must take a while to arrive. */
export async function randomImage(folder: string, mebibytes: number): Promise<ImageFile> {
  const raw = join(folder, 'random.raw');
  const path = join(folder, 'random.qcow2');
  writeFileSync(raw, randomBytes(mebibytes * 1024 ** 2));
  await outputOf('qemu-img', ['convert', '-q', '-f', 'raw', '-O', 'qcow2', raw, path], {
    timeoutMs: 60_000,
  });
  rmSync(raw);
  return { path, digest: digestOf(path) };
}
