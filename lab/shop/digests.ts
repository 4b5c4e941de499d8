import { Failure } from '../../operations/process';
import { type Cluster, outputInCluster } from '../cluster';
import type { EnvironmentName } from './environments';

/** Service → the images that its pods run, as the cluster reports them. */
type Running = Readonly<Record<string, readonly string[]>>;

interface PodList {
  readonly items: readonly {
    readonly metadata: { readonly labels: Readonly<Record<string, string>> };
    readonly status: { readonly containerStatuses?: readonly { readonly imageID: string }[] };
  }[];
}

/** The running digest of each service, which must be the same in all environments. @throws Failure if it is not */
export async function sameDigests(
  cluster: Cluster,
  environments: readonly EnvironmentName[],
): Promise<Readonly<Record<string, string>>> {
  const running = await Promise.all(environments.map((name) => runningIn(cluster, name)));
  const services = [...new Set(running.flatMap((digests) => Object.keys(digests)))].sort();
  return Object.fromEntries(
    services.map((service) => {
      const found = [...new Set(running.flatMap((digests) => digests[service] ?? ['nothing']))];
      if (found.length !== 1)
        throw new Failure(`${service} is not the same in every environment: ${found.join(', ')}`);
      return [service, found[0] ?? ''];
    }),
  );
}

async function runningIn(cluster: Cluster, environment: EnvironmentName): Promise<Running> {
  const printed = await outputInCluster(
    cluster,
    ['kubectl', 'get', 'pods', '--namespace', `shop-${environment}`, '--output', 'json'],
    { timeoutMs: 120_000 },
  );
  const running: Record<string, string[]> = {};
  for (const { metadata, status } of (JSON.parse(printed) as PodList).items)
    (running[metadata.labels['app.kubernetes.io/name'] ?? ''] ??= []).push(
      ...(status.containerStatuses ?? []).map(({ imageID }) => imageID.replace(/^.*@/, '')),
    );
  return running;
}
