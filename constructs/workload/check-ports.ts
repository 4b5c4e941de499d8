import type { Finding } from '../../core/findings';
import { type Check, demand, entry, has, quoted, wholeWithin } from './check';
import type { ResolvedPort } from './port';
import { UNPRIVILEGED_PORTS } from './unprivileged-ports';
import type { ResolvedWorkload } from './workload-spec';

/** Port names, numbers, and that no number has two names: neither in the container nor in the Service. */
export const ports: Check = (workload, path) => {
  const entries = Object.entries(workload.ports);
  return entries.flatMap(([name, port], position) => {
    const earlier = entries.slice(0, position);
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
      ...containerNumber(port.container, where),
      ...ofTheNode(workload, port.container, where),
      ...serviceNumber(port, `${where}.service`),
      ...once(port, earlier, where),
      ...hostNumber(workload, port, `${where}.hostPort`),
      ...onceOnNode(port, earlier, `${where}.hostPort`),
    ];
  });
};

/** TCP and UDP on one number are two ports. */
function once(
  port: ResolvedPort,
  earlier: readonly (readonly [string, ResolvedPort])[],
  path: string,
): readonly Finding[] {
  const { protocol } = port;
  const duplicateBy = (side: 'container' | 'service'): string | undefined =>
    earlier.find(([, other]) => other[side] === port[side] && other.protocol === protocol)?.[0];
  const [inContainer, inService] = [duplicateBy('container'), duplicateBy('service')];
  if (inContainer === undefined) {
    return demand(inService === undefined, {
      rule: 'workload/port-twice',
      path: `${path}.service`,
      message: 'must be a number that no other port has in the Service',
      value: `${port.service} ${protocol}, as ${inService ?? ''} already is`,
      advice: 'Give each port another `service` number: callers tell them apart by it.',
    });
  }
  return demand(false, {
    rule: 'workload/port-twice',
    path,
    message: 'must be a number that no other port has',
    value: `${port.container}, as ${inContainer} already is`,
    advice: 'Name each port once; two probes may ask the same one.',
  });
}

function serviceNumber({ container, service }: ResolvedPort, path: string): readonly Finding[] {
  return demand(service === container || wholeWithin(service, 1, 65_535), {
    rule: 'workload/port-number',
    path,
    message: 'must be a whole number, 1–65535',
    value: quoted(service),
    advice: 'Give the number that others connect to, such as 80, or leave it out for that of the container.',
  });
}

function containerNumber(number: number, path: string): readonly Finding[] {
  if (!wholeWithin(number, 1, 65_535)) {
    return demand(false, {
      rule: 'workload/port-number',
      path,
      message: 'must be a whole number, 1–65535',
      value: quoted(number),
      advice: 'Give the number that the process listens on.',
    });
  }
  return [];
}

function hostNumber(
  { hostNetwork }: ResolvedWorkload,
  { container, hostPort, protocol }: ResolvedPort,
  path: string,
): readonly Finding[] {
  if (hostPort === undefined) return [];
  const { number } = hostPort;
  if (protocol === 'SCTP') {
    return demand(false, {
      rule: 'workload/host-port',
      path,
      message: 'must be left out where a port speaks SCTP: the Kubernetes provider for Terraform takes none',
      value: quoted(number),
      advice: 'Reach it by its Service, or use hostNetwork in a daemon set.',
    });
  }
  if (!wholeWithin(number, 1, 65_535)) {
    return demand(false, {
      rule: 'workload/host-port',
      path: `${path}.number`,
      message: 'must be a whole number, 1–65535',
      value: quoted(number),
      advice: 'Give the number under which the node is asked.',
    });
  }
  return demand(hostNetwork === undefined || number === container, {
    rule: 'workload/host-port',
    path: `${path}.number`,
    message: 'must be the number that the process listens on: with hostNetwork, that is a port of the node',
    value: `${number}, where the process listens on ${container}`,
    advice: 'Leave hostPort out, or hostNetwork.',
  });
}

/** Two containers of one pod would never both get it: the pod would fit on no node. */
function onceOnNode(
  { hostPort, protocol }: ResolvedPort,
  earlier: readonly (readonly [string, ResolvedPort])[],
  path: string,
): readonly Finding[] {
  if (hostPort === undefined) return [];
  const other = earlier.find(
    ([, port]) => port.hostPort?.number === hostPort.number && port.protocol === protocol,
  );
  return demand(other === undefined, {
    rule: 'workload/port-twice',
    path: `${path}.number`,
    message: 'must be a number that no other port has on the node',
    value: `${hostPort.number} ${protocol}, as ${other?.[0] ?? ''} already is`,
    advice: 'Give each its own number, or leave hostPort out of one.',
  });
}

/** In a network of its own a pod may listen on every port; in that of its node, only root may below 1024. */
function ofTheNode(
  { hostNetwork, user, capabilities, privileged }: ResolvedWorkload,
  number: number,
  path: string,
): readonly Finding[] {
  const may =
    typeof user === 'object' &&
    (privileged !== undefined || capabilities?.names.includes('NET_BIND_SERVICE') === true);
  return demand(hostNetwork === undefined || may || number >= UNPRIVILEGED_PORTS, {
    rule: 'workload/port-privileged',
    path,
    message: 'must be 1024 or more on the network of the node, unless root with NET_BIND_SERVICE listens',
    value: quoted(number),
    advice: `Let it listen on ${number + 8000}, or add runsAsRoot(…) and addCapabilities(['NET_BIND_SERVICE'], …).`,
  });
}
