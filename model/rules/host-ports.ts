import { isDeepStrictEqual } from 'node:util';
import { entry } from '../../constructs/shape';
import { nodeNumbersOf, resolve, type WorkloadSpec } from '../../constructs/workload';
import { type Finding, problem } from '../../core/findings';
import type { ResolvedComposition } from '../composition';
import type { Environment } from '../environment';
import { type PodsOf, podsIn } from '../pods-in';
import { clusterKey } from '../cluster-key';

/**
 * What the kubelet listens on by default: for the API server, and for checks of its health.
 *
 * @see https://kubernetes.io/docs/reference/networking/ports-and-protocols/
 */
const KUBELET: readonly number[] = [10_248, 10_250];

/**
 * A port of a node has one listener, whichever environment it is of: a pod on its network, one that a hostPort leads to, or a Service with a
 * number on the nodes, which takes what comes there.
 */
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
  /** Whether a Service has it, on all nodes. */
  readonly isOfAService: boolean;
  /** Whether each of the chosen nodes runs it, rather than as many as there are replicas. */
  readonly isOnEveryNode: boolean;
  /** By what its nodes are chosen. */
  readonly chosen: Pick<WorkloadSpec, 'nodeSelector'> & { readonly required: unknown };
}

function listenersOf(environment: Environment, { name, path, workload }: PodsOf): readonly Listener[] {
  const { kind, hostNetwork, ports, nodeSelector, affinity, exposed } = resolve(workload);
  const onAll = exposed?.kind === 'node-port' ? nodeNumbersOf(exposed) : [];
  const ofService = onAll.map(([port, number]) => ({
    environment,
    name,
    path: `environments.${environment.name}.services.${name}.exposed.ports.${port}`,
    number,
    protocol: ports[port]?.protocol ?? 'TCP',
    isOfAService: true,
    isOnEveryNode: true,
    chosen: { nodeSelector: {}, required: undefined },
  }));
  const ofPods = Object.entries(ports).flatMap(([port, { container, protocol, hostPort }]) => {
    const number = hostNetwork === undefined ? hostPort?.number : container;
    if (number === undefined) return [];
    const where = entry(`${path}.ports`, port);
    return [
      {
        environment,
        name,
        path: hostNetwork === undefined ? `${where}.hostPort` : where,
        number,
        protocol,
        isOfAService: false,
        isOnEveryNode: kind === 'daemonSet',
        chosen: { nodeSelector, required: affinity?.nodeAffinity?.required },
      },
    ];
  });
  return [...ofPods, ...ofService];
}

function isBeside(a: Listener, b: Listener): boolean {
  const isOne = a.name === b.name && a.environment === b.environment;
  // Two Services are told by a rule of their own.
  return (
    (a.isOfAService ? !b.isOfAService : b.isOfAService || !isOne) &&
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
  if (!listener.isOnEveryNode && !other.isOnEveryNode) {
    return {
      ...finding,
      severity: 'warning',
      message: 'is a port of the nodes that another service has as well: a node runs a pod of one of them',
      advice: 'Give each its own port, or make sure that there is a node for each pod of both.',
    };
  }
  if (listener.isOfAService || other.isOfAService || isDeepStrictEqual(listener.chosen, other.chosen)) {
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
