import type { Duration } from '../quantities';
import type { ExecProbe, HttpGetProbe } from './probe';

/** Nothing but time. */
export interface Sleep {
  readonly kind: 'sleep';
  readonly duration: Duration;
}

/** What happens in a container before it gets the signal to end. */
export type PreStop<Port extends string = string> =
  | Pick<ExecProbe, 'kind' | 'command'>
  | Pick<HttpGetProbe<Port>, 'kind' | 'port' | 'path' | 'scheme' | 'headers'>
  | Sleep;

/**
 * Lets a container serve on for a while before it gets the signal to end: requests still arrive until every node knows that the pod is
 * going. It runs `sleep`, which the image must have: the provider does not know the action of Kubernetes by that name.
 *
 * @example
 * const preStop = sleep(Duration.seconds(5));
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination
 */
export function sleep(duration: Duration): Sleep {
  return { kind: 'sleep', duration };
}
