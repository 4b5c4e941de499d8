import type { Amount } from '../../core/kubernetes';
import type { WorkloadKind } from './kind';

export type { Amount };

/** How many pods may be missing, and how many may run beside those asked for, while a rollout goes on. */
export interface RollingUpdate {
  /** Pods that run above the number asked for, such as 1 or `'25%'`. @default 1 for a deployment, 0 for a daemon set */
  readonly maxSurge?: Amount;
  /** Pods that may be missing, such as 1 or `'25%'`. @default 0 for a deployment, 10% for a daemon set without `maxSurge` */
  readonly maxUnavailable?: Amount;
}

/**
 * How a rollout replaces the pods: some after others, or all at once. With `recreate`, the old ones have gone before the new ones
 * start: two versions never run at once, and nothing serves in between.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy
 */
export type Rollout = RollingUpdate | 'recreate';

/** How many pods of a workload stay while nodes are drained: at least so many, or all but so many. */
export type DisruptionBudget = { readonly minAvailable: Amount } | { readonly maxUnavailable: Amount };

/** The budget of pods for which nothing is asked: drains take one at a time, and always go on. */
export function budgetOf({
  disruptionBudget = { maxUnavailable: 1 },
}: {
  readonly disruptionBudget?: DisruptionBudget;
}): DisruptionBudget {
  return disruptionBudget;
}

/** A tenth of the nodes at once, and at least one: however many nodes there are, a rollout has at most this many steps. */
export const DAEMON_SET_STEPS = 10;

/** A rolling update with its defaults. */
export function rollingUpdateOf(kind: WorkloadKind, given: RollingUpdate = {}): Required<RollingUpdate> {
  const { maxSurge, maxUnavailable } = withDefaults(kind, given);
  // The provider takes no 0% for a daemon set.
  const plain = (amount: Amount): Amount => (isNone(amount) ? 0 : amount);
  return { maxSurge: plain(maxSurge), maxUnavailable: plain(maxUnavailable) };
}

function withDefaults(kind: WorkloadKind, given: RollingUpdate): Required<RollingUpdate> {
  if (kind !== 'daemonSet') {
    // Never fewer than asked for, and never more than one above: a cluster needs room for one pod more.
    const { maxSurge = 1, maxUnavailable = 0 } = given;
    return { maxSurge, maxUnavailable };
  }
  // Two at once on a node would fight over what an agent holds there, host ports, files, sockets: that must be asked for.
  const { maxSurge = 0, maxUnavailable = isNone(maxSurge) ? (`${100 / DAEMON_SET_STEPS}%` as const) : 0 } =
    given;
  return { maxSurge, maxUnavailable };
}

/** Whether an amount is 0 or 0%. */
export function isNone(amount: Amount): boolean {
  return Number.parseInt(String(amount), 10) === 0;
}

/** How many pods there are while a rollout cannot go on without another one. @param most how many are asked for */
export function podsInRollout(
  given: { readonly kind?: WorkloadKind; readonly single?: boolean; readonly rollout?: Rollout },
  most: number,
): number {
  const { kind = 'deployment', single, rollout } = given;
  if (kind !== 'deployment' || single === true || rollout === 'recreate') return most;
  const { maxSurge, maxUnavailable } = rollingUpdateOf(kind, rollout);
  // Kubernetes rounds a share of pods that may be missing down: a quarter of three is zero.
  const missing = Math.floor(
    Number.parseInt(String(maxUnavailable), 10) * (typeof maxUnavailable === 'string' ? most / 100 : 1),
  );
  return missing === 0 && !isNone(maxSurge) && most > 0 ? most + 1 : most;
}
