import type { Finding } from '../../core/findings';
import { type Check, demand, entry, quoted } from './check';

/** What the kernel takes for a parameter: as a person reads it, and whether a text is that. */
type Values = readonly [must: string, takes: (value: string) => boolean];

const MOST = 2 ** 31 - 1;

function isWhole(text: string, least: number, most: number): boolean {
  return /^\d{1,10}$/.test(text) && Number(text) >= least && Number(text) <= most;
}

const whole = (least: number, most: number): Values => [
  `a whole number, ${least}–${most}`,
  (value) => isWhole(value, least, most),
];

/** Two numbers. Where the second is less than the first, the kernel takes none. */
const range = (least: number, most: number): Values => [
  `two whole numbers, ${least}–${most}, of which the first is not the larger`,
  (value) => {
    const [from = '', to = '', ...more] = value.split(' ');
    const areWhole = [from, to].every((number) => isWhole(number, least, most));
    return areWhole && more.length === 0 && Number(from) <= Number(to);
  },
];

const PORTS: Values = [
  "ports and ranges of ports, such as '8080,9148-9150'",
  (value) =>
    value.split(',').every((part) => {
      const [from = '', to = from, ...more] = part.split('-');
      const arePorts = [from, to].every((number) => isWhole(number, 0, 65_535));
      return arePorts && more.length === 0 && Number(from) <= Number(to);
    }),
];

/**
 * Those that belong to the pod alone, and that every kubelet and the restricted Pod Security level admit, with what the kernel takes: a
 * pod with any other value does not start.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 * @see https://docs.kernel.org/networking/ip-sysctl.html
 */
const SAFE: ReadonlyMap<string, Values> = new Map([
  ['kernel.shm_rmid_forced', whole(0, 1)],
  ['net.ipv4.ip_local_port_range', range(1, 65_535)],
  ['net.ipv4.ip_local_reserved_ports', PORTS],
  ['net.ipv4.ip_unprivileged_port_start', whole(0, 65_535)],
  ['net.ipv4.ping_group_range', range(0, MOST)],
  ['net.ipv4.tcp_fin_timeout', whole(0, MOST)],
  // The kernel's own limits of keep-alive.
  ['net.ipv4.tcp_keepalive_intvl', whole(1, 32_767)],
  ['net.ipv4.tcp_keepalive_probes', whole(1, 127)],
  ['net.ipv4.tcp_keepalive_time', whole(1, 32_767)],
  ['net.ipv4.tcp_syncookies', whole(0, 2)],
]);

/** Their names. */
export const SAFE_SYSCTLS: readonly string[] = [...SAFE.keys()];

/** Parameters of the kernel for the pods. */
export const sysctls: Check = ({ sysctls: given, hostNetwork }, path) =>
  Object.entries(given).flatMap(([name, value]): readonly Finding[] => {
    const where = entry(`${path}.sysctls`, name);
    return [
      ...demand(SAFE_SYSCTLS.includes(name), {
        rule: 'workload/sysctl',
        path: where,
        message: 'must be a parameter that belongs to the pod alone, and that every node admits',
        value: quoted(name),
        advice: `Those are ${SAFE_SYSCTLS.join(', ')}. Others are set on the nodes, or with addOverride where the kubelet allows them.`,
      }),
      ...demand(SAFE.get(name)?.[1](value) ?? true, {
        rule: 'workload/sysctl',
        path: where,
        message: `must be ${SAFE.get(name)?.[0] ?? ''}`,
        value: quoted(value),
        advice: 'The kernel takes no other value, and the pods would not start.',
      }),
      ...demand(hostNetwork === undefined || !name.startsWith('net.'), {
        rule: 'workload/sysctl',
        path: where,
        message: 'must not be one of the network, which is that of the node here',
        value: quoted(name),
        advice: 'Set it on the nodes: it would hold for all that runs there.',
      }),
    ];
  });
