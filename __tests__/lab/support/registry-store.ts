import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Cluster } from '../../../lab';
import { inside } from './cluster-lab';

interface Manifest {
  readonly layers: readonly { readonly digest: string }[];
}

/** The layer that an image has for itself: its last. */
export async function ownLayer(cluster: Cluster, repository: string, digest: string): Promise<string> {
  const accept = 'Accept: application/vnd.docker.distribution.manifest.v2+json';
  const url = `http://localhost:5000/v2/${repository}/manifests/${digest}`;
  const manifest = JSON.parse(
    await inside(cluster, 'curl', '--silent', '--fail', '-H', accept, url),
  ) as Manifest;
  const last = manifest.layers.at(-1);
  if (last === undefined) throw new Error(`${repository}@${digest} has no layers`);
  return last.digest;
}

/** Deletes a layer from the registry's disk, as a disk does that loses a file: manifests still name it. */
export function loseLayer({ folder }: Cluster, digest: string): void {
  const hash = digest.slice('sha256:'.length);
  const blobs = join(folder, 'lib/docker-registry/docker/registry/v2/blobs/sha256');
  rmSync(join(blobs, hash.slice(0, 2), hash, 'data'));
}
