import { NOT_SCHEDULED, type WorkloadSpec } from '../constructs/workload';
import type { Service, ServiceProps } from './service';

/** What a job says beside its service, entry by entry. */
const ADDED = [
  'env',
  'labels',
  'annotations',
  'podLabels',
  'podAnnotations',
  'nodeSelector',
] as const satisfies readonly (keyof WorkloadSpec)[];

/** What it reserves and may use, where that is not what its service does. */
type Resources = 'cpu' | 'cpuLimit' | 'memory' | 'memoryRequest' | 'ephemeralStorage' | 'resources';

/** What it may say instead of its service. */
type Instead = 'args' | 'serviceAccount' | 'tolerations' | 'affinity' | 'priorityClass' | 'runtimeClass';

/**
 * What runs and ends, with what a service is made of. Variables, labels, annotations and the node selector join those of the service;
 * the rest stands instead of the service's.
 */
export interface JobPods
  extends
    Omit<Pick<WorkloadSpec, (typeof ADDED)[number] | Instead>, 'env'>,
    Partial<Pick<WorkloadSpec, Resources>> {
  /** Names its job; no service or other job has this name. */
  readonly name: string;
  /**
   * The service whose image, settings, secrets, files, connections, user and service account it has, and whose resources in each
   * environment, unless it says its own. It does not get the service's volumes, and nothing connects to it.
   */
  readonly of: Service;
  /** What runs instead of the image's entrypoint. */
  readonly command: WorkloadSpec['command'] & object;
  /** Variables that it has beside the service's, or with another value: text, or addresses, as in `env` of a service. @default none */
  readonly env?: ServiceProps['env'];
  /** Names of the service's init containers that run before it as well. @default none */
  readonly initContainers?: readonly string[];
  /** None: a run ends when all its containers have, and a sidecar never does. */
  readonly sidecars?: never;
}

/**
 * The pods of a job in one environment: those of its service there, with a command of their own.
 * @param env its own variables, as they are there
 */
export function jobPodsOf<T extends Omit<JobPods, 'of' | 'env'>>(
  { initContainers = [], ...rest }: T,
  workload: WorkloadSpec,
  env: WorkloadSpec['env'],
): Omit<WorkloadSpec, (typeof NOT_SCHEDULED)[number]> & Omit<T, 'initContainers'> {
  const own = { ...rest, env, ...resourcesOf(rest, workload) };
  // Its command replaces all that the service runs, arguments included.
  const not: readonly string[] = [...NOT_SCHEDULED, 'args'];
  const pods = Object.fromEntries(Object.entries(workload).filter(([option]) => !not.includes(option)));
  // A path of the node is for what runs on every node.
  const mounts = Object.entries(workload.mounts ?? {}).filter(([, { kind }]) => kind !== 'host-path');
  const inherited = { ...pods, mounts: Object.fromEntries(mounts) } as unknown as Omit<
    WorkloadSpec,
    (typeof NOT_SCHEDULED)[number]
  >;
  const joined = Object.fromEntries(ADDED.map((name) => [name, { ...workload[name], ...own[name] }]));
  const before = Object.entries(workload.initContainers ?? {}).filter(([name]) =>
    initContainers.includes(name),
  );
  return { ...inherited, ...own, ...joined, initContainers: Object.fromEntries(before) };
}

/** Where the job says an amount of its own, the limit and the request of the service no longer apply to it. */
function resourcesOf(
  job: Partial<Pick<WorkloadSpec, Resources>>,
  of: WorkloadSpec,
): Pick<WorkloadSpec, Resources> {
  return {
    cpu: job.cpu ?? of.cpu,
    cpuLimit: job.cpuLimit ?? (job.cpu === undefined ? of.cpuLimit : undefined),
    memory: job.memory ?? of.memory,
    memoryRequest: job.memoryRequest ?? (job.memory === undefined ? of.memoryRequest : undefined),
    ephemeralStorage: job.ephemeralStorage ?? of.ephemeralStorage,
    resources: job.resources ?? of.resources,
  };
}
