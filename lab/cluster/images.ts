import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { REGISTRY } from '../network';
import type { Cluster } from './cluster';
import { httpStatus } from './http';
import { outputInCluster } from './inside';
import type { BuiltPrograms } from './programs';

/** The sandbox container of every pod. */
export const PAUSE_IMAGE = `${REGISTRY}/lab/pause:1`;
/** Creates and empties the folders of claims. */
export const BUSYBOX_IMAGE = `${REGISTRY}/lab/busybox:1`;

const LIMIT = { timeoutMs: 180_000 };

/** Builds and pushes the images that every node pulls, unless the registry has them. */
export async function pushImages(cluster: Cluster, { bin }: BuiltPrograms): Promise<void> {
  await push(cluster, PAUSE_IMAGE, { pause: bin('pause') }, ['ENTRYPOINT ["/pause"]']);
  await push(cluster, BUSYBOX_IMAGE, { busybox: '/bin/busybox' }, [
    'RUN ["/busybox", "mkdir", "/bin"]',
    'RUN ["/busybox", "--install", "-s", "/bin"]',
  ]);
}

/** An image with a few programs and nothing else. They are statically linked. */
async function push(
  cluster: Cluster,
  image: string,
  programs: Readonly<Record<string, string>>,
  lines: readonly string[],
): Promise<void> {
  const [repository = '', tag = ''] = image.slice(REGISTRY.length + 1).split(':');
  if ((await httpStatus(cluster, `http://${REGISTRY}/v2/${repository}/manifests/${tag}`)) === 200) return;
  const context = mkdtempSync(join(tmpdir(), 'slipway-image-'));
  try {
    for (const [name, path] of Object.entries(programs)) copyFileSync(path, join(context, name));
    const copies = Object.keys(programs).map((name) => `COPY ${name} /${name}`);
    writeFileSync(join(context, 'Dockerfile'), ['FROM scratch', ...copies, ...lines, ''].join('\n'));
    await outputInCluster(cluster, ['docker', 'build', '--quiet', '--tag', image, context], LIMIT);
    await outputInCluster(cluster, ['docker', 'push', '--quiet', image], LIMIT);
  } finally {
    rmSync(context, { recursive: true, force: true });
  }
}
