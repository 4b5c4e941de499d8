import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contained, outputOf } from '../../operations/process';
import { builtOnce } from '../built-once';
import { type Cluster, outputInCluster } from '../cluster';
import { REGISTRY } from '../network';

const RECIPE = join(__dirname, 'base-image', 'build.sh');
const BUILD_LIMIT_MS = 25 * 60_000;
const PUSH_LIMIT = { timeoutMs: 180_000 };
const REPOSITORY = `${REGISTRY}/lab/base`;

/** The base image of the shop's services, as one layer: a tar file, built from Debian packages on first use. */
export async function buildBaseImage(env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const hash = createHash('sha256').update(readFileSync(RECIPE)).digest('hex').slice(0, 16);
  const folder = await builtOnce(`shop-base-image-${hash}`, env, async (draft) => {
    const [program, ...args] = contained('bash', RECIPE, draft);
    await outputOf(program, args, {
      timeoutMs: BUILD_LIMIT_MS,
      env: { ...env, PATH: `${env.PATH ?? ''}:/usr/sbin:/sbin` },
    });
  });
  return join(folder, 'base.tar');
}

/** Pushes it to the lab's registry and returns its name with its digest. The digest is the same each time. */
export async function pushBaseImage(cluster: Cluster, tar: string): Promise<string> {
  const tag = `${REPOSITORY}:1`;
  const known = await digestIn(cluster, tag);
  if (known !== undefined) return known;
  await outputInCluster(cluster, ['docker', 'import', tar, tag], PUSH_LIMIT);
  await outputInCluster(cluster, ['docker', 'push', '--quiet', tag], PUSH_LIMIT);
  return (await digestIn(cluster, tag)) ?? tag;
}

/** The engine knows the digest of what it has pushed. */
async function digestIn(cluster: Cluster, tag: string): Promise<string | undefined> {
  const format = '{{range .RepoDigests}}{{println .}}{{end}}';
  const listed = await outputInCluster(
    cluster,
    ['sh', '-c', `docker image inspect --format '${format}' '${tag}' 2>/dev/null || true`],
    { timeoutMs: 60_000 },
  );
  return listed.split('\n').find((name) => name.startsWith(`${REPOSITORY}@sha256:`));
}
