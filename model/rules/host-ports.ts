import { isDeepStrictEqual } from 'node:util';
import { entry } from '../../constructs/shape';
import { resolve, type WorkloadSpec } from '../../constructs/workload';
import { type Finding, problem } from '../../core/findings';
import type { ResolvedComposition } from '../composition';
import type { Environment } from '../environment';
import { type PodsOf, podsIn } from '../pods-in';
import { clusterKey } from '../same-cluster';

/**
 * What the kubelet listens on by default: for the API server, and for checks of its health.
 *
 * @see https://kubernetes.io/docs/reference/networking/ports-and-protocols/
 */
const KUBELET: readonly number[] = [10_248, 10_250];

/** On the network of a node, a port has one listener, whichever environment it is of. */
export function hostPorts({ project, environments }: ResolvedComposition): readonly Finding[] {
  const listeners = environments.flatMap((environment) =>
    podsIn(project, environment).flatMap((pods) => listenersOf(environment, pods)),
  );
  return listeners.flatMap((listener, position) => {
    const other = listeners.slice(0, position).find((earlier) => isBeside(earlier, listener));
    return [...ofTheKubelet(listener), ...(other === undefined ? [] : [twice(listener, other)])];
  });
}

interface Listener {
  readonly environment: Environment;
  readonly name: string;
  readonly path: string;
  readonly number: number;
  readonly protocol: string;
  /** By what its nodes are chosen. */
  readonly chosen: Pick<WorkloadSpec, 'nodeSelector'> & { readonly required: unknown };
}

function listenersOf(environment: Environment, { name, path, workload }: PodsOf): readonly Listener[] {
  const { hostNetwork, ports, nodeSelector, affinity } = resolve(workload);
  if (hostNetwork === undefined) return [];
  return Object.entries(ports).map(([port, { container, protocol }]) => ({
    environment,
    name,
    path: entry(`${path}.ports`, port),
    number: container,
    protocol,
    chosen: { nodeSelector, required: affinity?.nodeAffinity?.required },
  }));
}

function isBeside(a: Listener, b: Listener): boolean {
  const isOne = a.name === b.name && a.environment === b.environment;
  return (
    !isOne &&
    a.number === b.number &&
    a.protocol === b.protocol &&
    clusterKey(a.environment.cluster) === clusterKey(b.environment.cluster) &&
    !areElsewhere(a, b)
  );
}

/** No node has two values of one label. */
function areElsewhere(a: Listener, b: Listener): boolean {
  const others = b.chosen.nodeSelector ?? {};
  return Object.entries(a.chosen.nodeSelector ?? {}).some(
    ([key, value]) => others[key] !== undefined && others[key] !== value,
  );
}

function twice(listener: Listener, other: Listener): Finding {
  const { path, number, protocol, environment } = listener;
  const where = other.environment === environment ? '' : ` of ${other.environment.name}`;
  const finding = {
    rule: 'host-ports/once',
    path,
    value: `${number} ${protocol}, as ${other.name}${where} already has`,
  };
  if (isDeepStrictEqual(listener.chosen, other.chosen)) {
    return problem({
      ...finding,
      message: 'must be a port of the nodes that nothing else there listens on',
      advice: 'Give each its own port, or nodes of its own by nodeSelector.',
    });
  }
  return {
    ...finding,
    severity: 'warning',
    message: 'is one port on the network of nodes: Slipway cannot see whether some node runs both',
    advice: 'Give each its own port, or make sure that no node has the labels of both.',
  };
}

function ofTheKubelet({ path, number, protocol }: Listener): readonly Finding[] {
  if (protocol !== 'TCP' || !KUBELET.includes(number)) return [];
  return [
    problem({
      rule: 'host-ports/kubelet',
      path,
      message: 'must be a port of the nodes that their kubelet does not listen on',
      value: String(number),
      advice: 'Give another port: these two are those of the kubelet on every node.',
    }),
  ];
}
