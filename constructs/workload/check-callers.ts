import { declaredNames, type Finding } from '../../core/findings';
import { type ForeignPods, networksAmong, podsAmong } from './callers';
import { type Check, demand, entry, has, quoted } from './check';
import { networks } from './check-networks';

const RULE = 'workload/allow-from';

/** Who else connects comes to declared ports, and can be named. */
export const callers: Check = ({ allowFrom, ports }, path) =>
  Object.entries(allowFrom).flatMap(([port, all]) => {
    const where = entry(`${path}.allowFrom`, port);
    return [
      ...demand(Object.hasOwn(ports, port), {
        rule: RULE,
        path: where,
        message: 'must be one of the ports that the workload declares',
        value: quoted(port),
        advice: declaredNames('ports', Object.keys(ports)),
      }),
      ...checkPods(podsAmong(all), RULE, where),
      ...networks(networksAmong(all), where, RULE),
    ];
  });

/** Pods of other namespaces, by names and labels that there can be. */
export function checkPods(pods: readonly ForeignPods[], rule: string, path: string): readonly Finding[] {
  return pods.flatMap(({ namespace, podLabels }) => [
    ...demand(has('dnsLabel', namespace), {
      rule,
      path: `${path}.namespace`,
      message: "must be a namespace's name",
      value: quoted(namespace),
      advice: 'Give the name that kubectl get namespaces shows.',
    }),
    ...Object.entries(podLabels).flatMap(([key, value]) =>
      demand(has('labelKey', key) && (value === '' || has('labelValue', value)), {
        rule,
        path: entry(`${path}.podLabels`, key),
        message: 'must be a label: a name, and a value of letters, digits, -, _ and .',
        value: quoted(value),
        advice: 'Give a label of the pods: kubectl get pods --show-labels.',
      }),
    ),
  ]);
}
