import { type Check, demand, entry, has, quoted } from './check';

/** Pods of other namespaces come to declared ports, and can be named. */
export const callers: Check = ({ allowFrom, ports }, path) =>
  Object.entries(allowFrom).flatMap(([port, pods]) => {
    const where = entry(`${path}.allowFrom`, port);
    return [
      ...demand(Object.hasOwn(ports, port), {
        rule: 'workload/allow-from',
        path: where,
        message: 'must be one of the ports that the workload declares',
        value: quoted(port),
        advice: `Its ports are ${Object.keys(ports).join(', ') || 'none'}.`,
      }),
      ...pods.flatMap(({ namespace, podLabels }) => [
        ...demand(has('dnsLabel', namespace), {
          rule: 'workload/allow-from',
          path: `${where}.namespace`,
          message: "must be a namespace's name",
          value: quoted(namespace),
          advice: 'Give the name that kubectl get namespaces shows.',
        }),
        ...Object.entries(podLabels).flatMap(([key, value]) =>
          demand(has('labelKey', key) && (value === '' || has('labelValue', value)), {
            rule: 'workload/allow-from',
            path: entry(`${where}.podLabels`, key),
            message: 'must be a label: a name, and a value of letters, digits, -, _ and .',
            value: quoted(value),
            advice: 'Give a label of the pods: kubectl get pods --show-labels.',
          }),
        ),
      ]),
    ];
  });
