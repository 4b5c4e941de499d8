import type { Finding } from '../../core/findings';
import { type Check, demand, entry, quoted } from './check';

/**
 * Those that belong to the pod alone, and that every kubelet and the restricted Pod Security level admit.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export const SAFE_SYSCTLS: readonly string[] = [
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.ping_group_range',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_syncookies',
];

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
      ...demand(/^\S+(?: \S+)*$/.test(value), {
        rule: 'workload/sysctl',
        path: where,
        message: 'must have a value of words with one space between them',
        value: quoted(value),
        advice: "Write it like '60', or '32768 60999'.",
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
