import type { Finding } from '../../core/findings';
import { type Check, demand, entry, has, quoted, wholeWithin } from './check';
import { metadataService, networks as checkNetworks } from './check-networks';
import {
  LOOPBACK_RANGES,
  networkHolds,
  networkOfAddress,
  nobodysBlock,
  nobodysNetwork,
} from '../../core/network';
import type { Endpoint } from './endpoint';
import { type ExternalEndpoint, resolvesInside } from './external-endpoint';
import type { ForeignService } from './foreign-service';
import { targetsIn } from './interpolated';
import type { Target } from './target';

/** What the workload connects to can be named and addressed. The names of the variables are checked beside all others. */
export const connections: Check = ({ connectsTo, env }, path) => [
  ...Object.entries(connectsTo).flatMap(([name, target]) =>
    ofTarget(target, entry(`${path}.connectsTo`, name)),
  ),
  ...Object.entries(env).flatMap(([name, value]) =>
    [...new Set(targetsIn(value))].flatMap((target) => ofTarget(target, entry(`${path}.env`, name))),
  ),
];

function ofTarget(target: Target, path: string): readonly Finding[] {
  if (target.kind === 'external') return ofExternal(target, path);
  return target.kind === 'foreign' ? ofForeign(target, path) : ofWorkload(target, path);
}

function ofWorkload({ workload, namespace, number, container }: Endpoint, path: string): readonly Finding[] {
  return [
    ...demand(has('serviceName', workload), {
      rule: 'workload/connection',
      path: `${path}.workload`,
      message: "must be a workload's name",
      value: quoted(workload),
      advice: 'Take the endpoint from the workload itself: database.endpoint(…).',
    }),
    ...(namespace === undefined
      ? []
      : namespaceName(namespace, path, 'Leave it out for the namespace of the workload that connects.')),
    ...portNumber(number, `${path}.number`),
    ...(container === undefined ? [] : portNumber(container, `${path}.container`)),
  ];
}

function ofForeign(
  { service, namespace, number, container, podLabels }: ForeignService,
  path: string,
): readonly Finding[] {
  return [
    ...demand(has('serviceName', service), {
      rule: 'workload/connection',
      path: `${path}.service`,
      message: "must be a Service's name",
      value: quoted(service),
      advice: 'Give the name that kubectl get services shows in that namespace.',
    }),
    ...namespaceName(namespace, path, 'Give the name that kubectl get namespaces shows.'),
    ...portNumber(number, `${path}.number`),
    ...(container === number ? [] : portNumber(container, `${path}.container`)),
    ...Object.entries(podLabels).flatMap(([key, value]) =>
      demand(has('labelKey', key) && (value === '' || has('labelValue', value)), {
        rule: 'workload/connection',
        path: entry(`${path}.podLabels`, key),
        message: 'must be a label: a name, and a value of letters, digits, -, _ and .',
        value: quoted(value),
        advice: 'Give a label of the pods: kubectl get pods --show-labels.',
      }),
    ),
  ];
}

/** Each link has addresses of these: a pod would look on its own, where no other machine is. */
function isOfALink(server: string): boolean {
  return networkHolds('fe80::/10', networkOfAddress(server) ?? server);
}

function ofExternal(external: ExternalEndpoint, path: string): readonly Finding[] {
  const { server, number, protocol } = external;
  const address = networkOfAddress(server);
  // Groups of hosts have addresses too, and no connection of TCP.
  const nobodys = protocol === 'UDP' ? nobodysNetwork : nobodysBlock;
  return [
    ...demand(has('hostName', server) || address !== undefined, {
      rule: 'workload/external',
      path: `${path}.server`,
      message: 'must be a domain name in lower case or an address, without scheme, port or path',
      value: quoted(server),
      advice: 'Write it like api.payments.example, 10.1.0.7 or 2001:db8::7.',
    }),
    ...demand(server !== 'localhost' && nobodys(server) === undefined && !isOfALink(server), {
      rule: 'workload/external',
      path: `${path}.server`,
      message: isItself(server)
        ? 'must be another server: in a pod, this is the pod itself'
        : 'must be the address of one server, which this is not',
      value: quoted(server),
      advice: 'Give the name or the address that the server has for others. Sidecars need no connection.',
    }),
    ...portNumber(number, `${path}.number`),
    ...metadataService(address ?? '', `${path}.server`),
    ...ofExternalNetworks(external, `${path}.networks`),
  ];
}

function ofExternalNetworks({ server, networks }: ExternalEndpoint, path: string): readonly Finding[] {
  if (networks === undefined) {
    return demand(!resolvesInside(server), {
      rule: 'workload/external-networks',
      path,
      message: 'must say in which networks the server is, since its name is known only inside them',
      value: quoted(server),
      advice:
        "Name them: external('db.internal', 5432, ['10.20.0.0/16']). A Service of the cluster is inNamespace('…').service(…).",
    });
  }
  const address = networkOfAddress(server);
  return [
    ...demand(networks.length > 0, {
      rule: 'workload/external',
      path,
      message: 'must name at least one network',
      value: 'empty',
      advice: 'Leave it out for the public internet.',
    }),
    ...checkNetworks(networks, path, 'workload/external'),
    ...demand(address === undefined || networks.some((network) => networkHolds(network, address)), {
      rule: 'workload/external',
      path,
      message: 'must hold the address of the server, or the way there stays closed',
      value: `${networks.join(', ')} for ${server}`,
      advice: 'Leave it out: the address itself is opened then.',
    }),
  ];
}

function isItself(server: string): boolean {
  const address = networkOfAddress(server) ?? '';
  return (
    server === 'localhost' ||
    [...LOOPBACK_RANGES, '0.0.0.0/32', '::/128'].some((range) => networkHolds(range, address))
  );
}

function namespaceName(namespace: string, path: string, advice: string): readonly Finding[] {
  return demand(has('dnsLabel', namespace), {
    rule: 'workload/connection',
    path: `${path}.namespace`,
    message: "must be a namespace's name",
    value: quoted(namespace),
    advice,
  });
}

function portNumber(number: number, path: string): readonly Finding[] {
  return demand(wholeWithin(number, 1, 65_535), {
    rule: 'workload/connection',
    path,
    message: 'must be a port number, 1–65535',
    value: quoted(number),
    advice: 'Give the number of the port as the other side declares it.',
  });
}
