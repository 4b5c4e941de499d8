import { at, items, textOf, within } from '../../../core/json';
import { type Difference, dotted } from '../../diff';
import {
  internalAnnotation,
  isAnyAddress,
  type Opening,
  openingsBeyond,
  partyWords,
  publication,
} from '../../network';
import type { Block } from '../../synth';
import { type Risk, type RiskRule, type RiskContext, risksOf } from '../risk';

const risk = risksOf('exposure');
const PUBLIC: ReadonlySet<string> = new Set(['LoadBalancer', 'NodePort']);
const EXTERNAL_IPS = ['spec', 'external_ips'];

/** From where a service can be reached, and where it leads. */
export const ofServices: RiskRule = (context) => {
  const { before, after } = context.change;
  const { inProtected } = context;
  const [old, head] = [typeOf(before), typeOf(after)];
  const leads = before === undefined || after === undefined ? [] : leadsElsewhere(before, after, context);
  if (after !== undefined && head !== old && PUBLIC.has(head)) {
    const keeper = internalAnnotation(after);
    const how = keeper === undefined ? '' : `, which ${keeper} keeps inside its network`;
    return [risk(`is reached from outside the cluster, as ${head}${how}`, inProtected), ...leads];
  }
  if (before === undefined)
    return [
      ...(items(within(after?.arguments, EXTERNAL_IPS)).length === 0
        ? []
        : [risk('is reached from outside the cluster, at addresses of its own', inProtected)]),
      ...(externalName(after) === ''
        ? []
        : [risk(`leads out of the cluster, to ${externalName(after)}`, false)]),
    ];
  const published = PUBLIC.has(head) ? publication(before, after) : undefined;
  return [
    ...(published === undefined ? [] : [risk(published, inProtected)]),
    ...(after !== undefined && PUBLIC.has(old) && !PUBLIC.has(head)
      ? [risk(`is no longer reached from outside the cluster, as ${old}`, inProtected)]
      : []),
    ...sources(before, after, context),
    ...leads,
  ];
};

/** Which addresses a load balancer lets in; without ranges, all. */
function sources(before: Block, after: Block | undefined, { leafDifferences, inProtected }: RiskContext) {
  const touches = touched(leafDifferences);
  const other = touches(EXTERNAL_IPS.join('.')) ? [risk('is reached from other addresses', inProtected)] : [];
  if (after === undefined || typeOf(after) !== 'LoadBalancer' || !touches('spec.load_balancer_source_ranges'))
    return other;
  const [old, head] = [rangesOf(before), rangesOf(after)];
  return [
    ...told(openingsBeyond(head, old)).map((who) => risk(`lets ${who} in`, inProtected)),
    ...told(openingsBeyond(old, head)).map((who) => risk(`no longer lets ${who} in`, false)),
    ...other,
  ];
}

function told(openings: readonly Opening[]): readonly string[] {
  return [...new Set(openings.map(({ from }) => partyWords(from)))];
}

function rangesOf(block: Block): readonly Opening[] {
  const ranges = items(within(block.arguments, ['spec', 'load_balancer_source_ranges'])).map(textOf);
  const isOpen = ranges.length === 0 || ranges.some(isAnyAddress);
  const networks = isOpen ? ['0.0.0.0/0', '::/0'] : ranges;
  return networks.map((network) => ({
    from: isOpen ? { kind: 'anything' } : { kind: 'addresses', network, except: [] },
    to: { kind: 'guarded' },
    port: undefined,
  }));
}

function leadsElsewhere(
  before: Block,
  after: Block,
  { leafDifferences, inProtected }: RiskContext,
): readonly Risk[] {
  const touches = touched(leafDifferences);
  const lead = (spec: string): boolean => items(within(after.arguments, ['spec', spec])).length > 0;
  const name = externalName(after);
  return [
    ...(name !== '' && name !== externalName(before)
      ? [risk(`leads out of the cluster, to ${name}`, inProtected)]
      : []),
    ...(touches('spec.selector')
      ? [
          lead('selector')
            ? risk('leads to other pods', false)
            : risk('leads to no pods that it selects any more', inProtected),
        ]
      : []),
    ...(numbersOf(before) === numbersOf(after) ? [] : [risk('answers on other ports', false)]),
    ...LOST.flatMap(({ argument, had, means }) => {
      const [was, is] = [before, after].map((block) => textOf(within(block.arguments, argument.split('.'))));
      return was === had && is !== had ? [risk(means, false)] : [];
    }),
    ...(affinityOf(before) !== CLIENT && affinityOf(after) === CLIENT
      ? [risksOf('rest')('leads a visitor to the same pod each time, from now on (session_affinity)', false)]
      : []),
  ];
}

/** On which ports a service answers, and to which of its pods they lead, however they are called. */
function numbersOf(block: Block): string {
  const ports = items(within(block.arguments, ['spec', 'port'])).map((port) => {
    const [number, target, protocol, outside] = ['port', 'target_port', 'protocol', 'node_port'].map((key) =>
      textOf(at(port, key)),
    );
    return [number, target || number, protocol || 'TCP', outside].join(' ');
  });
  return ports.sort().join();
}

/** Whether something differs in an argument. */
function touched(leaves: readonly Difference[]): (argument: string) => boolean {
  const paths = leaves.map(({ path }) => `${dotted(path)}.`);
  return (argument) => paths.some((path) => path.startsWith(`${argument}.`));
}

/** The affinity of a service that leads a visitor to the same pod. */
const CLIENT = 'ClientIP';

/** What a service did for its visitors, and no longer does. */
const LOST = [
  {
    argument: 'spec.external_traffic_policy',
    had: 'Local',
    means: 'no longer keeps the addresses of visitors: pods see that of a node (external_traffic_policy)',
  },
  {
    argument: 'spec.session_affinity',
    had: CLIENT,
    means: 'no longer leads a visitor to the same pod each time (session_affinity)',
  },
] as const;

function affinityOf(block: Block): string {
  return textOf(within(block.arguments, ['spec', 'session_affinity']));
}

function externalName(block: Block | undefined): string {
  return textOf(within(block?.arguments, ['spec', 'external_name']));
}

function typeOf(block: Block | undefined): string {
  return textOf(within(block?.arguments, ['spec', 'type']));
}
