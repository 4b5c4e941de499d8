import type { Finding } from '../../core/findings';
import { checkLabels } from '../metadata';
import { type Check, demand, entry, has, LARGEST, quoted, wholeWithin } from './check';
import type {
  Affinity,
  NodeRequirement,
  PodAffinityTerms,
  PodTerm,
  Tolerations,
  TopologySpread,
} from './scheduling';
import type { ResolvedWorkload } from './workload-spec';

/** Which nodes its pods may run on, as Kubernetes takes it. */
export const nodes: Check = (workload, path) => [
  ...Object.entries(workload.nodeSelector).flatMap(([key, value]) => [
    ...nodeLabel(key, value, entry(`${path}.nodeSelector`, key)),
    ...known(key, [value], entry(`${path}.nodeSelector`, key)),
  ]),
  ...tolerations(workload.tolerations, `${path}.tolerations`),
  ...affinity(workload.affinity ?? {}, `${path}.affinity`),
  ...(workload.topologySpread ?? []).flatMap((spread, position) =>
    spreading(spread, `${path}.topologySpread[${position}]`),
  ),
  ...spreadTwice(workload.topologySpread ?? [], `${path}.topologySpread`),
  ...className(workload.priorityClass, 'PriorityClass', `${path}.priorityClass`),
  ...className(workload.runtimeClass, 'RuntimeClass', `${path}.runtimeClass`),
  ...unlessEverywhere(workload, path),
];

function nodeLabel(key: string, value: string, path: string): readonly Finding[] {
  return demand(has('labelKey', key) && (value === '' || has('labelValue', value)), {
    rule: 'workload/node-selector',
    path,
    message:
      'must be a label: a name of at most 63 characters, behind a domain and a slash if need be, and such a value',
    value: quoted(value),
    advice: 'Write it as `kubectl get nodes --show-labels` shows it.',
  });
}

/** What kubelets write themselves, as Go names it. */
const WRITTEN: Readonly<Record<string, readonly string[]>> = {
  'kubernetes.io/os': ['linux', 'windows'],
  'kubernetes.io/arch': ['386', 'amd64', 'arm', 'arm64', 'loong64', 'ppc64le', 'riscv64', 's390x'],
};

function known(key: string, values: readonly string[], path: string): readonly Finding[] {
  const all = Object.hasOwn(WRITTEN, key) ? WRITTEN[key] : undefined;
  return values.flatMap((value) =>
    demand(all === undefined || all.includes(value), {
      rule: 'workload/node-selector',
      path,
      message: `must be a value that nodes have: ${all?.join(', ') ?? ''}`,
      value: quoted(value),
      advice: 'Write it as `kubectl get nodes --show-labels` shows it: no node has another one.',
    }),
  );
}

function tolerations(given: Tolerations, path: string): readonly Finding[] {
  if (given === 'all') return [];
  return given.flatMap(({ key, value = '', effect, for: span }, position) => [
    ...nodeLabel(key, value, `${path}[${position}]`).map((finding) => ({
      ...finding,
      rule: 'workload/toleration',
      advice: "Write it as `kubectl describe node` shows the taint, or 'all' instead of the list.",
    })),
    ...demand(span === undefined || effect === 'NoExecute', {
      rule: 'workload/toleration',
      path: `${path}[${position}].for`,
      message: 'must be left out unless the effect is NoExecute: only that one takes pods off a node',
      value: quoted(span),
      advice: "Add effect: 'NoExecute', or leave it out.",
    }),
  ]);
}

function affinity(
  { nodeAffinity, podAffinity, podAntiAffinity }: Affinity,
  path: string,
): readonly Finding[] {
  const { required = [], preferred = [] } = nodeAffinity ?? {};
  return [
    ...required.flatMap((all, position) => requirements(all, `${path}.nodeAffinity.required[${position}]`)),
    ...preferred.flatMap((wish, position) => [
      ...weight(wish.weight, `${path}.nodeAffinity.preferred[${position}]`),
      ...requirements(wish.requirements, `${path}.nodeAffinity.preferred[${position}].requirements`),
    ]),
    ...podTerms(podAffinity ?? {}, `${path}.podAffinity`),
    ...podTerms(podAntiAffinity ?? {}, `${path}.podAntiAffinity`),
  ];
}

/** How many values each operator is given. */
const VALUES: Readonly<Record<NodeRequirement['operator'], (values: readonly string[]) => boolean>> = {
  In: (values) => values.length > 0,
  NotIn: (values) => values.length > 0,
  Exists: (values) => values.length === 0,
  DoesNotExist: (values) => values.length === 0,
  Gt: isOneNumber,
  Lt: isOneNumber,
};

function isOneNumber(values: readonly string[]): boolean {
  return values.length === 1 && /^-?\d+$/.test(values[0] ?? '');
}

function requirements(all: readonly NodeRequirement[], path: string): readonly Finding[] {
  return [
    ...demand(all.length > 0, {
      rule: 'workload/affinity',
      path,
      message: 'must hold at least one requirement: Kubernetes reads an empty list as no node at all',
      value: 'empty',
      advice: "Write it like { key: 'disktype', operator: 'In', values: ['ssd'] }.",
    }),
    ...all.flatMap(({ key, operator, values = [] }, position) => [
      ...values.flatMap((value) => nodeLabel(key, value, `${path}[${position}]`)),
      ...known(key, values, `${path}[${position}].values`),
      ...(values.length === 0 ? nodeLabel(key, '', `${path}[${position}]`) : []),
      ...demand(VALUES[operator](values), {
        rule: 'workload/affinity',
        path: `${path}[${position}].values`,
        message:
          'must be at least one for In and NotIn, one whole number for Gt and Lt, and none for Exists and DoesNotExist',
        value: values.length === 0 ? 'none' : quoted(values.join(', ')),
        advice: `Give what ${operator} needs.`,
      }),
    ]),
  ];
}

function podTerms({ required = [], preferred = [] }: PodAffinityTerms, path: string): readonly Finding[] {
  return [
    ...required.flatMap((term, position) => podTerm(term, `${path}.required[${position}]`)),
    ...preferred.flatMap((term, position) => [
      ...weight(term.weight, `${path}.preferred[${position}]`),
      ...podTerm(term, `${path}.preferred[${position}]`),
    ]),
  ];
}

function podTerm({ matchLabels, topologyKey, namespaces = [] }: PodTerm, path: string): readonly Finding[] {
  return [
    ...topology(topologyKey, path),
    ...demand(Object.keys(matchLabels).length > 0, {
      rule: 'workload/affinity',
      path: `${path}.matchLabels`,
      message: 'must name the labels of the pods that it is about',
      value: 'empty',
      advice: "Write it like { 'app.kubernetes.io/name': 'cache' }.",
    }),
    // Here they are looked for, not set: those that Slipway and Kubernetes give are welcome.
    ...checkLabels(matchLabels, `${path}.matchLabels`).filter(({ rule }) => rule === 'metadata/label'),
    ...namespaces.flatMap((namespace) =>
      demand(has('dnsLabel', namespace), {
        rule: 'workload/affinity',
        path: entry(`${path}.namespaces`, namespace),
        message: "must be a namespace's name",
        value: quoted(namespace),
        advice: 'Leave it out for the namespace of the workload.',
      }),
    ),
  ];
}

function spreading(
  { topologyKey, maxSkew = 1, whenUnsatisfiable, minDomains }: TopologySpread,
  path: string,
) {
  return [
    ...topology(topologyKey, path),
    ...demand(wholeWithin(maxSkew, 1), {
      rule: 'workload/topology-spread',
      path: `${path}.maxSkew`,
      message: `must be a whole number of at least 1 and at most ${LARGEST}`,
      value: quoted(maxSkew),
      advice: 'Leave it out for 1: as even as possible.',
    }),
    ...demand(
      minDomains === undefined || (wholeWithin(minDomains, 1) && whenUnsatisfiable === 'DoNotSchedule'),
      {
        rule: 'workload/topology-spread',
        path: `${path}.minDomains`,
        message: `must be a whole number of at least 1 and at most ${LARGEST}, beside whenUnsatisfiable: 'DoNotSchedule'`,
        value: quoted(minDomains),
        advice: 'Leave it out where the spread is a wish.',
      },
    ),
  ];
}

/** Kubernetes takes each topology once as a demand, and once as a wish. */
function spreadTwice(all: readonly TopologySpread[], path: string): readonly Finding[] {
  const keyOf = ({ topologyKey, whenUnsatisfiable = 'ScheduleAnyway' }: TopologySpread): string =>
    `${topologyKey} ${whenUnsatisfiable}`;
  return all.flatMap((spread, position) =>
    demand(all.findIndex((other) => keyOf(other) === keyOf(spread)) === position, {
      rule: 'workload/topology-spread',
      path: `${path}[${position}]`,
      message: 'must differ from the others in topologyKey or whenUnsatisfiable',
      value: keyOf(spread),
      advice: 'Remove one of the two: the smaller maxSkew holds for both.',
    }),
  );
}

function topology(key: string, path: string): readonly Finding[] {
  return demand(has('labelKey', key), {
    rule: 'workload/topology',
    path: `${path}.topologyKey`,
    message: 'must be the key of a label of nodes',
    value: quoted(key),
    advice: 'Name kubernetes.io/hostname for nodes, or topology.kubernetes.io/zone for zones.',
  });
}

function weight(given: number, path: string): readonly Finding[] {
  return demand(wholeWithin(given, 1, 100), {
    rule: 'workload/affinity',
    path: `${path}.weight`,
    message: 'must be a whole number, 1–100',
    value: quoted(given),
    advice: 'Give 100 to the only wish.',
  });
}

function className(name: string | undefined, what: string, path: string): readonly Finding[] {
  return demand(name === undefined || has('objectName', name), {
    rule: 'workload/class',
    path,
    message: `must be the name of a ${what}`,
    value: quoted(name),
    advice: `kubectl get ${what.toLowerCase()} lists what the cluster has.`,
  });
}

/** What runs on every node is as even as can be. */
function unlessEverywhere({ kind, topologySpread }: ResolvedWorkload, path: string): readonly Finding[] {
  return demand(kind !== 'daemonSet' || topologySpread === undefined, {
    rule: 'workload/topology-spread',
    path: `${path}.topologySpread`,
    message: 'must be left out for a daemon set, which runs one pod on every node',
    value: 'given',
    advice: 'Choose the nodes by nodeSelector or affinity.',
  });
}
