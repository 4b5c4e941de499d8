import { setTimeout as pause } from 'node:timers/promises';
import { Failure } from '../../process';
import type { Apis, V1Pod } from '../client/api-objects';
import type { ClusterClient } from '../client/cluster-client';
import { ifFound, Refusal } from '../client/refusal';
import { cordon } from './cordon';
import { hasVolume, isAlone, mustLeave, podName } from './evictable';
import { unreadiness } from './node-state';
import { patiently } from './patiently';

export interface DrainOptions {
  readonly timeoutMs: number;
  /** Called with one line of progress at a time. @default nobody */
  readonly tell?: (line: string) => void;
  /** Stops waiting when aborted: the node stays cordoned. @default never */
  readonly stop?: AbortSignal;
}

const EVERY_MS = 1_000;
const ADVICE = '    → Make room for the pods elsewhere, so that their disruption budgets allow it.';

/**
 * Cordons a node and evicts its pods as their disruption budgets allow, those with volumes last, until all have ended. The
 * content of scratch folders (`emptyDir`) is lost, as whenever a pod moves. Afterwards the node stays cordoned, also if the
 * drain fails.
 * @throws Failure that names the remaining pods and what holds each, such as a disruption budget
 */
export async function drain(
  cluster: ClusterClient,
  node: string,
  { timeoutMs, tell = () => undefined, stop }: DrainOptions,
): Promise<void> {
  const { core } = await cluster.apis();
  const end = Date.now() + timeoutMs;
  refuseLonePods(node, await leaving(core, node));
  await cordon(cluster, node);
  tell(`${node}: cordoned`);

  const told = new Set<string>();
  for (;;) {
    const answer = await patiently(leaving(core, node));
    const held = 'is' in answer ? await evictAll(core, answer.is, told, tell) : [answer.missing];
    if (held.length === 0) break;
    if ('is' in answer && (await isLost(core, node, answer.is))) {
      tell(`${node}: is lost; its pods end when it is removed or comes back`);
      return;
    }
    if (stop?.aborted) throw new Failure(left(node, 'before it was interrupted', held));
    if (Date.now() >= end)
      throw new Failure(`${left(node, `within ${timeoutMs / 1000} s`, held)}\n${ADVICE}`);
    await pause(EVERY_MS, undefined, { signal: stop }).catch(() => undefined);
  }
  tell(`${node}: drained`);
}

async function leaving(core: Apis['core'], node: string): Promise<readonly V1Pod[]> {
  const { items } = await core.listPodForAllNamespaces({ fieldSelector: `spec.nodeName=${node}` });
  return items.filter(mustLeave);
}

function refuseLonePods(node: string, pods: readonly V1Pod[]): void {
  const alone = pods.filter(isAlone).map(podName).sort();
  if (alone.length === 0) return;
  throw new Failure(
    `${node} can't be drained: nothing would create ${alone.join(', ')} again elsewhere\n` +
      `    → Delete what is not needed, or let a deployment run it.`,
  );
}

/** Evicts the pods that are due, and says what holds each of those that are still there. */
async function evictAll(
  core: Apis['core'],
  pods: readonly V1Pod[],
  told: Set<string>,
  tell: (line: string) => void,
): Promise<readonly string[]> {
  const areOthersLeft = !pods.every(hasVolume);
  const held: string[] = [];
  for (const pod of pods) {
    const name = podName(pod);
    const state = await askToLeave(core, pod, areOthersLeft);
    held.push(`${name} ${state}`);
    if (!told.has(`${name} ${state}`)) tell(`${name}: ${state}`);
    told.add(`${name} ${state}`);
  }
  return held;
}

/** @returns how far the eviction has got */
async function askToLeave(core: Apis['core'], pod: V1Pod, areOthersLeft: boolean): Promise<string> {
  const isEnding = pod.metadata?.deletionTimestamp !== undefined;
  if (areOthersLeft && hasVolume(pod) && !isEnding) return 'has a volume and leaves last';
  return (isEnding ? undefined : await evict(core, pod)) ?? 'is ending';
}

/** @returns why it cannot be evicted now; undefined if the eviction was accepted */
async function evict(core: Apis['core'], { metadata }: V1Pod): Promise<string | undefined> {
  const { name = '', namespace = '', uid } = metadata ?? {};
  // Only this pod, not a new one of the same name.
  const body = { metadata: { name, namespace }, deleteOptions: { preconditions: { uid } } };
  try {
    // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- the client sends plain data alike
    await ifFound(core.createNamespacedPodEviction({ name, namespace, body }));
    return undefined;
  } catch (error) {
    // A conflict means that another pod has this name by now: the next poll sees it.
    if (!(error instanceof Refusal) || ![409, 429].includes(error.status)) throw error;
    return `may not be evicted: ${error.said}`;
  }
}

/** Whether no kubelet is left to end the pods: all are being deleted, and the node does not answer. */
async function isLost(core: Apis['core'], node: string, pods: readonly V1Pod[]): Promise<boolean> {
  const now = Date.now();
  const overdue = pods.every(
    ({ metadata }) =>
      metadata?.deletionTimestamp !== undefined && new Date(metadata.deletionTimestamp).getTime() < now,
  );
  return overdue && unreadiness(await ifFound(core.readNode({ name: node }))) !== undefined;
}

function left(node: string, when: string, held: readonly string[]): string {
  return [
    `${node} could not be drained ${when}; it stays cordoned. What is left:`,
    ...held.map((pod) => `  ${pod}`),
  ].join('\n');
}
