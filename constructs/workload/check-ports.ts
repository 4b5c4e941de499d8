import type { Finding } from '../../core/findings';
import { type Check, demand, entry, quoted } from './check';
import { has, wholeWithin } from './check';

/** Port names, numbers, and that no number has two names. */
export const ports: Check = (workload, path) => {
  const entries = Object.entries(workload.ports);
  return entries.flatMap(([name, number], position) => {
    const twin = entries.slice(0, position).find(([, earlier]) => earlier === number);
    const where = entry(`${path}.ports`, name);
    return [
      ...demand(has('portName', name), {
        rule: 'workload/port-name',
        path: where,
        message:
          'must have a name of at most 15 lower-case letters, digits and single hyphens, with a letter in it',
        value: quoted(name),
        advice: 'Kubernetes takes port names of the form IANA gives service names: http, sql, metrics.',
      }),
      ...portNumber(number, where),
      ...demand(twin === undefined, {
        rule: 'workload/port-twice',
        path: where,
        message: 'must be a number that no other port has',
        value: `${number}, as ${twin?.[0] ?? ''} already is`,
        advice: 'Name each port once; two probes may ask the same one.',
      }),
    ];
  });
};

function portNumber(number: number, path: string): readonly Finding[] {
  if (!wholeWithin(number, 1, 65_535)) {
    return demand(false, {
      rule: 'workload/port-number',
      path,
      message: 'must be a whole number, 1–65535',
      value: quoted(number),
      advice: 'Give the number that the process listens on.',
    });
  }
  return demand(wholeWithin(number, 1024), {
    rule: 'workload/port-privileged',
    path,
    message: 'must be 1024 or more: only root may listen below, and the process is not root',
    value: quoted(number),
    advice: `Let it listen on ${number + 8000}; the ingress still serves 80 and 443.`,
  });
}
