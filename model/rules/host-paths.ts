import { posix } from 'node:path';
import type { HostPath, WorkloadSpec } from '../../constructs/workload';
import { entry } from '../../constructs/shape';
import type { Finding } from '../../core/findings';
import type { ResolvedComposition } from '../composition';
import type { Environment } from '../environment';
import { type PodsOf, podsIn } from '../pods-in';

/** What is there to be shared, or is made by each boot: sockets, devices, and files in memory. */
const SHARED = ['/dev', '/proc', '/run', '/sys', '/tmp', '/var/run', '/var/tmp'];
/** What belongs to the kubelet and to the network of pods: agents put it there again on every new node. */
const OF_THE_NODE = ['/etc/cni', '/opt/cni', '/var/lib/cni', '/var/lib/kubelet'];

/** What pods write on the disks of nodes has one writer, and outlives the machine. */
export function hostPaths({ project, environments }: ResolvedComposition): readonly Finding[] {
  return environments.flatMap((environment) => {
    const written = podsIn(project, environment).flatMap(writtenBy);
    return [
      ...written.flatMap((one, position) => twice(one, written.slice(0, position))),
      ...written.flatMap((one) => lost(environment, one)),
    ];
  });
}

/** A folder or file of the node that pods write. */
interface Written {
  readonly name: string;
  readonly path: string;
  readonly place: string;
}

function writtenBy({ name, path, workload }: PodsOf): readonly Written[] {
  const { sidecars = {}, initContainers = {} } = workload;
  const containers: readonly (readonly [place: string, container: Pick<WorkloadSpec, 'mounts'>])[] = [
    [path, workload],
    ...Object.entries(initContainers).map(
      ([key, each]) => [entry(`${path}.initContainers`, key), each] as const,
    ),
    ...Object.entries(sidecars).map(([key, each]) => [entry(`${path}.sidecars`, key), each] as const),
  ];
  const all = containers.flatMap(([container, { mounts = {} }]) =>
    Object.entries(mounts).flatMap(([at, mount]) =>
      mount.kind === 'host-path' && isKept(mount)
        ? [{ name, path: `${entry(`${container}.mounts`, at)}.path`, place: normal(mount.path) }]
        : [],
    ),
  );
  // Containers of one pod hand files to each other.
  return all.filter(({ place }, index) => all.findIndex((other) => other.place === place) === index);
}

function isKept({ path, writable = false, type = 'Directory' }: HostPath): boolean {
  const holdsFiles = type === 'Directory' || type === 'DirectoryOrCreate' || type === 'File';
  return writable && holdsFiles && !liesInOneOf(normal(path), [...SHARED, ...OF_THE_NODE]);
}

function twice({ name, path, place }: Written, earlier: readonly Written[]): readonly Finding[] {
  const other = earlier.find(
    (each) => each.name !== name && (liesIn(place, each.place) || liesIn(each.place, place)),
  );
  if (other === undefined) return [];
  return [
    {
      rule: 'host-paths/once',
      severity: 'warning',
      path,
      message: 'should have one writer on a node: Slipway cannot see whether these two share it on purpose',
      value: `${place}, as ${other.name} writes ${other.place}`,
      advice: 'Give each a folder of its own. Ignore this where both are made to share it.',
    },
  ];
}

/** A roll gives a machine a new root disk, and the disks that it had. */
function lost({ cluster, pools }: Environment, { path, place }: Written): readonly Finding[] {
  const pool = pools[cluster.nodePool ?? ''];
  if (pool === undefined) return [];
  const kept = [
    ...Object.values(pool.disks ?? {}).flatMap(({ mountPath, retired }) =>
      mountPath === undefined || retired !== undefined ? [] : [mountPath],
    ),
    ...Object.keys(pool.cloudInit?.mounts ?? {}),
  ];
  if (liesInOneOf(place, kept)) return [];
  return [
    {
      rule: 'rolls/data',
      severity: 'warning',
      path,
      message:
        'is on the root disk of the machine, which the next roll replaces: Slipway cannot see whether what is written there may be lost',
      value: place,
      advice: `Write below the mountPath of a data disk${kept.length === 0 ? ': the pool has none' : ` (${kept.join(', ')})`}. Ignore this where it is a cache.`,
    },
  ];
}

function normal(path: string): string {
  const normalized = posix.normalize(path);
  return normalized === '/' ? normalized : normalized.replace(/\/$/, '');
}

function liesInOneOf(path: string, directories: readonly string[]): boolean {
  return directories.some((directory) => liesIn(path, directory));
}

function liesIn(path: string, directory: string): boolean {
  return path === directory || directory === '/' || path.startsWith(`${directory}/`);
}
