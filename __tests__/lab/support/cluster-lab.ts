import { rmSync } from 'node:fs';
import { type Cluster, clusterDown, clusterIn, clusterUp, outputInCluster, Steps, until } from '../../../lab';
import { freshHome } from './fresh-home';

/** For `beforeAll`: the programs take a quarter of an hour where nothing has built them yet. */
export const FIRST_PROGRAMS_LIMIT_MS = 40 * 60_000;

/** A cluster for the tests of a file. It ends with the tests, however those end. */
interface ClusterLab {
  readonly home: string;
  readonly cluster: Cluster;
}

/** Starts a cluster before the tests and removes it at the end. */
export function clusterLab(): ClusterLab {
  const lab = {} as { -readonly [K in keyof ClusterLab]: ClusterLab[K] };
  beforeAll(async () => {
    lab.home = freshHome();
    lab.cluster = clusterIn(lab.home);
    await startCluster(lab.cluster);
  }, FIRST_PROGRAMS_LIMIT_MS);
  afterAll(async () => {
    await clusterDown(lab.cluster);
    rmSync(lab.home, { recursive: true, force: true });
  });
  return lab;
}

/** The cluster ends with this process, however that ends. */
export function startCluster(cluster: Cluster): Promise<void> {
  return clusterUp(cluster, new Steps(false), { tied: true });
}

/** What a program prints in the cluster's network, where `kubectl` and `docker` mean the cluster. */
export async function inside(cluster: Cluster, ...command: readonly string[]): Promise<string> {
  return (await outputInCluster(cluster, command, { timeoutMs: 240_000 })).trim();
}

/** Waits until a page says this. */
export async function untilPage(cluster: Cluster, url: string, text: string): Promise<void> {
  await until(
    `"${text}" from ${url}`,
    async () => {
      const page = await inside(cluster, 'curl', '--silent', '--max-time', '5', url).catch(() => '');
      return page === text ? true : undefined;
    },
    { timeoutMs: 120_000 },
  );
}

/** Builds an image with the lab's engine and pushes it. Returns it by its digest. */
export async function shipped(cluster: Cluster, name: string, context: string): Promise<string> {
  const tag = `localhost:5000/${name}:test`;
  await inside(cluster, 'docker', 'build', '--quiet', '--tag', tag, context);
  await inside(cluster, 'docker', 'push', '--quiet', tag);
  return inside(cluster, 'docker', 'inspect', '--format', '{{index .RepoDigests 0}}', tag);
}
