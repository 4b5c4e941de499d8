import {
  type Apis,
  type ClusterClient,
  type CoreV1Event,
  type ObservedWorkload,
  newestReplicaSet,
  Refusal,
  selectorOf,
  type V1Pod,
} from '../cluster';
import { unscheduledBecause } from './causes/unschedulable-pods';
import { containersOf, type Evidence } from './evidence';

const WARNINGS = 500;
/** A daemon set's status does not name its newest revision; this counts its templates. */
const TEMPLATE_GENERATION = 'deprecated.daemonset.template.generation';
/** Pods of one template fail alike: the logs of two are enough to show it. */
const LOGS = 2;
const LOG_LINES = 10;
const LOG_BYTES = 65_536;

/** Asks the cluster only for what may explain why a workload does not come up. */
export async function gatherEvidence(
  cluster: ClusterClient,
  namespace: string,
  name: string,
  workload: ObservedWorkload,
): Promise<Evidence> {
  const apis = await cluster.apis();
  const { core } = apis;
  const labelSelector = selectorOf(workload);
  const [replicaSet, { items: selected }, { items: warnings }] = await Promise.all([
    newestSet(apis, namespace, workload, labelSelector),
    core.listNamespacedPod({ namespace, labelSelector }),
    core.listNamespacedEvent({ namespace, fieldSelector: 'type=Warning', limit: WARNINGS }),
  ]);
  const pods = selected
    .filter(({ metadata }) => metadata?.deletionTimestamp === undefined)
    .filter(isNewest(workload, replicaSet?.metadata?.uid));
  const unscheduled = pods.some((pod) => unscheduledBecause(pod) !== undefined);
  const claimNames = pods.flatMap(({ spec }) =>
    (spec?.volumes ?? []).flatMap(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName ?? []),
  );
  const [logs, nodes, residents, claims] = await Promise.all([
    lastWords(core, namespace, pods),
    permitted(core.listNode().then(({ items }) => items)),
    unscheduled ? permitted(core.listPodForAllNamespaces().then(({ items }) => items)) : [],
    claimNames.length === 0
      ? []
      : permitted(core.listNamespacedPersistentVolumeClaim({ namespace }).then(({ items }) => items)),
  ]);
  const ours = new Set([
    name,
    replicaSet?.metadata?.name,
    ...pods.map(({ metadata }) => metadata?.name),
    ...claimNames,
  ]);
  const events = warnings
    .filter(({ involvedObject }) => ours.has(involvedObject.name))
    .sort((a, b) => timeOf(b) - timeOf(a));
  return { namespace, name, workload, replicaSet, pods, events, logs, nodes, residents, claims };
}

async function newestSet(
  { apps }: Apis,
  namespace: string,
  workload: ObservedWorkload,
  labelSelector: string,
) {
  if (workload.kind !== 'Deployment') return undefined;
  const { items } = await apps.listNamespacedReplicaSet({ namespace, labelSelector });
  return newestReplicaSet(workload.object, items);
}

/** Whether a pod is of the newest template. Older pods still serve, and are not the ones that fail. */
function isNewest(workload: ObservedWorkload, replicaSet: string | undefined): (pod: V1Pod) => boolean {
  if (workload.kind === 'Job') return () => true;
  if (workload.kind === 'Deployment')
    return ({ metadata }) => metadata?.ownerReferences?.some(({ uid }) => uid === replicaSet) === true;
  if (workload.kind === 'DaemonSet') {
    const generation = workload.object.metadata?.annotations?.[TEMPLATE_GENERATION];
    return ({ metadata }) => metadata?.labels?.['pod-template-generation'] === generation;
  }
  const revision = workload.object.status?.updateRevision;
  return ({ metadata }) => metadata?.labels?.['controller-revision-hash'] === revision;
}

/** The last log lines of containers that have ended. */
async function lastWords(
  core: Apis['core'],
  namespace: string,
  pods: readonly V1Pod[],
): Promise<Evidence['logs']> {
  const ended = pods.flatMap((pod) => {
    const container = containersOf(pod).find(
      ({ state, lastState, ready }) => !ready && (state?.terminated ?? lastState?.terminated) !== undefined,
    );
    return container === undefined ? [] : [{ pod: pod.metadata?.name ?? '', container }];
  });
  const entries = ended.slice(0, LOGS).map(async ({ pod, container }) => {
    const log = core.readNamespacedPodLog({
      namespace,
      name: pod,
      container: container.name,
      previous: container.state?.terminated === undefined,
      tailLines: LOG_LINES,
      limitBytes: LOG_BYTES,
    });
    return [pod, await log.catch(() => '')] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

/** Cluster-wide objects may be off limits for this user: then the diagnosis says less. */
async function permitted<T>(asked: Promise<readonly T[]>): Promise<readonly T[]> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Refusal && error.status === 403) return [];
    throw error;
  }
}

function timeOf({ lastTimestamp, eventTime, firstTimestamp }: CoreV1Event): number {
  const time = lastTimestamp ?? eventTime ?? firstTimestamp;
  return time === undefined ? 0 : new Date(time).getTime();
}
