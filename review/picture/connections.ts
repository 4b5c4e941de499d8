import { at, items, type Json, only, textOf, within } from '../../core/json';
import type { Kind } from '../../core/kubernetes';
import type { Block } from '../synth';
import { kindOf } from '../workloads';
import { isEverything, selectorWords } from '../network';
import { everyPod, outside, peersOf } from './peers';
import type { PictureNode } from './picture';
import type { PodIndex } from './pods';

/** A way from one thing to another, as one resource opens it. */
export interface AllowedConnection {
  readonly from: PictureNode;
  readonly to: PictureNode;
  readonly ports: readonly string[];
}

/** What resources let connect: network policies, ingresses, and services that are reached from outside the cluster. */
export function allowedConnections(blocks: readonly Block[], pods: PodIndex): readonly AllowedConnection[] {
  const services = new Map(
    blocks
      .filter((block) => kindOf(block) === 'Service')
      .map((block) => [keyOf(namespaceOf(block.arguments), nameOf(block.arguments)), block]),
  );
  const openedBy: Readonly<Record<ConnectingKind, (block: Block) => readonly AllowedConnection[]>> = {
    NetworkPolicy: (block) => policyConnections(block, pods),
    Ingress: (block) => ingressConnections(block, services, pods),
    Service: (block) => serviceConnections(block, pods),
  };
  return blocks.flatMap((block) => {
    const kind = kindOf(block);
    return isConnecting(kind) ? openedBy[kind](block) : [];
  });
}

const CONNECTING = ['NetworkPolicy', 'Ingress', 'Service'] as const satisfies readonly Kind[];
type ConnectingKind = (typeof CONNECTING)[number];

/** Whether resources of a kind let anything connect. */
export function isConnecting(kind: Kind | undefined): kind is ConnectingKind {
  return (CONNECTING as readonly (Kind | undefined)[]).includes(kind);
}

function policyConnections({ arguments: args }: Block, pods: PodIndex): readonly AllowedConnection[] {
  const home = namespaceOf(args);
  const spec = only(args['spec']);
  const selector = at(spec, 'pod_selector');
  const found = pods.selected(home, selector);
  const subjects: readonly PictureNode[] = isEverything(selector)
    ? [everyPod(home)]
    : found.length > 0
      ? found
      : [outside('pods', `pods with ${selectorWords(selector)}`)];
  const ways = (side: 'from' | 'to', rules: Json | undefined): readonly AllowedConnection[] =>
    items(rules).flatMap((rule) =>
      peersOf(rule, side, home, pods).flatMap((peer) =>
        subjects.map((subject) => ({
          ...(side === 'from' ? { from: peer, to: subject } : { from: subject, to: peer }),
          ports: portsOf(rule),
        })),
      ),
    );
  return [...ways('from', at(spec, 'ingress')), ...ways('to', at(spec, 'egress'))];
}

function ingressConnections(
  { arguments: args }: Block,
  services: ReadonlyMap<string, Block>,
  pods: PodIndex,
): readonly AllowedConnection[] {
  const home = namespaceOf(args);
  const spec = only(args['spec']);
  const byDefault = only(at(spec, 'default_backend'));
  const routes = items(at(spec, 'rule')).flatMap((rule) =>
    items(at(only(at(rule, 'http')), 'path')).map((path) => ({
      domain: textOf(at(rule, 'host')) || 'any domain',
      backend: only(at(path, 'backend')),
    })),
  );
  if (byDefault !== undefined) routes.push({ domain: 'any domain', backend: byDefault });
  return routes.flatMap(({ domain, backend }) => {
    const name = textOf(within(backend, ['service', 'name']));
    const service = services.get(keyOf(home, name));
    return podsBehind(service, pods).map((to) => ({ from: outside('domain', domain), to, ports: [] }));
  });
}

const EXPOSED: Readonly<Partial<Record<string, 'load balancer' | 'node port'>>> = {
  LoadBalancer: 'load balancer',
  NodePort: 'node port',
};

function serviceConnections(block: Block, pods: PodIndex): readonly AllowedConnection[] {
  const spec = only(block.arguments['spec']);
  const what = EXPOSED[textOf(at(spec, 'type'))];
  if (what === undefined) return [];
  const ports = items(at(spec, 'port')).map(
    (port) => `${textOf(at(port, 'protocol')) || 'TCP'} ${textOf(at(port, 'port'))}`,
  );
  return podsBehind(block, pods).map((to) => ({
    from: outside(what, `${what} ${nameOf(block.arguments)}`),
    to,
    ports,
  }));
}

function podsBehind(service: Block | undefined, pods: PodIndex): readonly PictureNode[] {
  const selector = within(service?.arguments, ['spec', 'selector']);
  if (service === undefined || selector === undefined) return [];
  return pods.selected(namespaceOf(service.arguments), { match_labels: selector });
}

function portsOf(rule: Json): readonly string[] {
  return items(at(rule, 'ports')).map((port) => {
    const [first, last] = [textOf(at(port, 'port')), textOf(at(port, 'end_port'))];
    return `${textOf(at(port, 'protocol')) || 'TCP'} ${first || 'every port'}${last === '' ? '' : `–${last}`}`;
  });
}

function namespaceOf(args: Block['arguments']): string {
  return textOf(within(args, ['metadata', 'namespace'])) || 'default';
}

function keyOf(namespace: string, name: string): string {
  return JSON.stringify([namespace, name]);
}

function nameOf(args: Block['arguments']): string {
  return textOf(within(args, ['metadata', 'name']));
}
