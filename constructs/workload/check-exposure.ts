import { declaredNames, type Finding } from '../../core/findings';
import { checkAnnotations } from '../metadata';
import { type Check, demand, entry, has, quoted, wholeWithin } from './check';
import { networks } from './check-networks';
import {
  type Exposure,
  exposedPorts,
  INTERNAL_ANNOTATIONS,
  type LoadBalancer,
  nodeNumbersOf,
} from './exposure';

const RULE = 'workload/exposed';

/** Who connects from outside without an ingress is named, and comes to declared ports. */
export const exposed: Check = ({ exposed: exposure, ports }, path) => {
  if (exposure === undefined) return [];
  const where = `${path}.exposed`;
  return [
    ...portNames(exposure, Object.keys(ports), `${where}.ports`),
    ...clients(exposure, where),
    ...(exposure.kind === 'load-balancer'
      ? balancer(exposure, where)
      : nodeNumbers(nodeNumbersOf(exposure), where)),
    ...checkAnnotations(exposure.annotations ?? {}, `${where}.annotations`),
  ];
};

function portNames(exposure: Exposure, declared: readonly string[], path: string): readonly Finding[] {
  const names = exposedPorts(exposure, declared);
  const chosen = exposure.ports !== undefined;
  return [
    ...demand(names.length > 0 && (chosen || names.length === 1), {
      rule: RULE,
      path,
      message: 'must name the ports that are reached from outside',
      value: chosen ? 'empty' : 'missing',
      advice: `The workload has ${declared.join(', ') || 'none'}: name only those that clients are to reach.`,
    }),
    ...names
      .filter((name) => !declared.includes(name))
      .flatMap((name) =>
        demand(false, {
          rule: RULE,
          path: entry(path, name),
          message: 'must be one of the ports that the workload declares',
          value: quoted(name),
          advice: declaredNames('ports', declared),
        }),
      ),
  ];
}

function clients({ from, through }: Exposure, path: string): readonly Finding[] {
  return [
    ...('kind' in from
      ? demand(from.reason.trim() !== '', {
          rule: RULE,
          path: `${path}.from.reason`,
          message: 'must say why nobody is kept out',
          value: 'empty',
          advice: "Write the reason, or name the clients' networks.",
        })
      : named(from, `${path}.from`, "Say everyone('reason') for clients at any address.")),
    ...(through === undefined
      ? []
      : named(through, `${path}.through`, 'Name the subnets of the load balancer, or those of the nodes.')),
  ];
}

function named(cidrs: readonly string[], path: string, advice: string): readonly Finding[] {
  return [
    ...demand(cidrs.length > 0, {
      rule: RULE,
      path,
      message: 'must name at least one network',
      value: 'empty',
      advice,
    }),
    ...networks(cidrs, path, RULE, advice),
  ];
}

function balancer({ internal, className, annotations = {} }: LoadBalancer, path: string): readonly Finding[] {
  const own = internal === undefined ? [] : Object.keys(INTERNAL_ANNOTATIONS[internal]);
  return [
    ...demand(className === undefined || has('labelKey', className), {
      rule: RULE,
      path: `${path}.className`,
      message: 'must be the name of a class of load balancers',
      value: quoted(className),
      advice: 'Write it like service.k8s.aws/nlb, or leave it out for the class of the cluster.',
    }),
    ...own
      .filter((name) => annotations[name] !== undefined)
      .flatMap((name) =>
        demand(false, {
          rule: RULE,
          path: entry(`${path}.annotations`, name),
          message: 'must not be given beside `internal`, which sets it',
          value: quoted(annotations[name]),
          advice: 'Leave out one of the two.',
        }),
      ),
  ];
}

function nodeNumbers(entries: ReturnType<typeof nodeNumbersOf>, path: string): readonly Finding[] {
  return entries.flatMap(([name, number], position) => {
    const duplicate = entries.slice(0, position).find(([, earlier]) => earlier === number);
    return [
      ...demand(wholeWithin(number, 30_000, 32_767), {
        rule: RULE,
        path: entry(`${path}.ports`, name),
        message: 'must be a number that clusters give to nodes, 30000–32767',
        value: quoted(number),
        advice: 'Choose one of this range that no other Service of the cluster has.',
      }),
      ...demand(duplicate === undefined, {
        rule: RULE,
        path: entry(`${path}.ports`, name),
        message: 'must be a number that no other port has on the nodes',
        value: `${number}, as ${duplicate?.[0] ?? ''} already is`,
        advice: 'Give each port a number of its own.',
      }),
    ];
  });
}
