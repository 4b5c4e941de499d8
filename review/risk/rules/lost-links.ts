import { isDeepStrictEqual } from 'node:util';
import { at, items, type Json, only, textOf, within } from '../../../core/json';
import { firstOf } from '../../../core/text';
import { selects } from '../../network';
import type { Block } from '../../synth';
import { containersOf, isBeside, kindOf } from '../../workloads';
import { asksFor } from '../selecting';
import { type Risk, type RiskContext, type RiskRule, risksOf } from '../risk';

const unreachable = risksOf('availability');
const unguarded = risksOf('exposure');

/** What no longer finds pods or ports by a label or a name that they had. */
export const lostLinks: RiskRule = (context) => {
  const { change, replacedBecause } = context;
  const { before, after } = change;
  if (before === undefined || after === undefined || replacedBecause.length > 0) return [];
  if (kindOf(after) === 'Service') return ofService(context, before, after);
  return templateOf(after) === undefined
    ? []
    : [...ofLabels(context, before, after), ...ofPorts(context, before, after)];
};

function templateOf(block: Block): Json | undefined {
  return kindOf(block) === 'Job' ? undefined : only(within(block.arguments, ['spec', 'template']));
}

/** Further ones are only counted. */
const MOST = 3;

function addressesOf(blocks: readonly Block[]): string {
  return firstOf([...new Set(blocks.map(({ address }) => address))].sort(), MOST);
}

function ofLabels({ change, names, inProtected }: RiskContext, before: Block, after: Block): readonly Risk[] {
  const [old, head] = [before, after].map((block) => at(only(at(templateOf(block), 'metadata')), 'labels'));
  if (isDeepStrictEqual(old, head)) return [];
  const left = (kind: 'Service' | 'NetworkPolicy' | 'PodDisruptionBudget'): readonly Block[] =>
    names
      .selecting(kind, change.environment, old)
      .filter((block) => isBeside(block, after) && !selects(asksFor(block), head));
  const [services, policies, budgets] = [left('Service'), left('NetworkPolicy'), left('PodDisruptionBudget')];
  return [
    ...(services.length === 0
      ? []
      : [
          unreachable(
            `loses a label by which ${addressesOf(services)} finds its pods: nobody reaches them there`,
            inProtected,
          ),
        ]),
    ...(policies.length === 0
      ? []
      : [
          unguarded(
            `loses a label by which ${addressesOf(policies)} selects its pods: it is no longer about them`,
            inProtected,
          ),
        ]),
    ...(budgets.length === 0
      ? []
      : [
          unreachable(
            `loses a label by which ${addressesOf(budgets)} selects its pods: a drain may take them all`,
            false,
          ),
        ]),
  ];
}

function portsOf(block: Block): readonly (Json | undefined)[] {
  return containersOf(block).map(({ json }) => at(json, 'port'));
}

function namesOf(ports: readonly (Json | undefined)[]): ReadonlySet<string> {
  return new Set(ports.flatMap((list) => items(list).map((port) => textOf(at(port, 'name')))));
}

function ofPorts({ change, names, inProtected }: RiskContext, before: Block, after: Block): readonly Risk[] {
  const [old, head] = [portsOf(before), portsOf(after)];
  if (isDeepStrictEqual(old, head)) return [];
  const kept = namesOf(head);
  const lost = new Set([...namesOf(old)].filter((name) => name !== '' && !kept.has(name)));
  if (lost.size === 0) return [];
  const labels = at(only(at(templateOf(after), 'metadata')), 'labels');
  const services = names.selecting('Service', change.environment, labels).filter((service) => {
    const ports = items(within(service.arguments, ['spec', 'port']));
    return isBeside(service, after) && ports.some((port) => lost.has(textOf(at(port, 'target_port'))));
  });
  const words = [...lost].sort().join(', ');
  return [
    ...probedBy(after, lost).map((probe) =>
      unreachable(
        `has no port ${words} any more, which the ${probe} asks: it fails from now on`,
        inProtected,
      ),
    ),
    ...(services.length === 0
      ? []
      : [
          unreachable(
            `has no port ${words} any more, to which ${addressesOf(services)} leads: nobody reaches it there`,
            inProtected,
          ),
        ]),
  ];
}

/** The probes that ask a port by a name. */
function probedBy(block: Block, names: ReadonlySet<string>): readonly string[] {
  return containersOf(block).flatMap(({ name, json }) =>
    (['readiness', 'liveness', 'startup'] as const)
      .filter((probe) =>
        ['http_get', 'tcp_socket'].some((way) =>
          names.has(textOf(within(json, [`${probe}_probe`, way, 'port']))),
        ),
      )
      .map((probe) => `${probe} probe of ${name}`),
  );
}

/** The ports of a service that an ingress names, by name or by number. */
function ofService(
  { names, stacks: [, stack], inProtected }: RiskContext,
  before: Block,
  after: Block,
): readonly Risk[] {
  const known = (block: Block): ReadonlySet<string> =>
    new Set(
      items(within(block.arguments, ['spec', 'port'])).flatMap((port) => [
        textOf(at(port, 'name')),
        textOf(at(port, 'port')),
      ]),
    );
  const kept = known(after);
  const lost = [...known(before)].filter((port) => port !== '' && !kept.has(port));
  if (lost.length === 0) return [];
  const own = names.of(after, stack);
  if (own === undefined || stack === undefined) return [];
  const led = names
    .users(own, stack)
    .flatMap(({ lost: loss, block }) => (loss === 'visitors' ? [block] : []))
    .filter((ingress) => portsNamedBy(ingress, own.name).some((port) => lost.includes(port)));
  return led.length === 0
    ? []
    : [
        unreachable(
          `has no port ${lost.sort().join(', ')} any more, to which ${addressesOf(led)} leads: visitors get errors`,
          inProtected,
        ),
      ];
}

function portsNamedBy(ingress: Block, service: string): readonly string[] {
  const spec = only(ingress.arguments['spec']);
  const paths = items(at(spec, 'rule')).flatMap((rule) => items(within(rule, ['http', 'path'])));
  const backends = [
    ...items(at(spec, 'default_backend')),
    ...paths.flatMap((path) => items(at(path, 'backend'))),
  ];
  return backends
    .filter((backend) => textOf(within(backend, ['service', 'name'])) === service)
    .flatMap((backend) => ['name', 'number'].map((key) => textOf(within(backend, ['service', 'port', key]))));
}
