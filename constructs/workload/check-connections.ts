import { isIP } from 'node:net';
import type { Finding } from '../../core/findings';
import { type Check, demand, entry, quoted } from './check';
import { has, wholeWithin } from './check';

/** What the workload connects to can be named and addressed. The names of the variables are checked beside all others. */
export const connections: Check = ({ connectsTo, egress }, path) => [
  ...Object.entries(connectsTo).flatMap(([name, { workload, namespace, number }]) => {
    const where = entry(`${path}.connectsTo`, name);
    return [
      ...demand(has('serviceName', workload), {
        rule: 'workload/connection',
        path: `${where}.workload`,
        message: "must be a workload's name",
        value: quoted(workload),
        advice: 'Take the endpoint from the workload itself: database.endpoint(…).',
      }),
      ...demand(namespace === undefined || has('dnsLabel', namespace), {
        rule: 'workload/connection',
        path: `${where}.namespace`,
        message: "must be a namespace's name",
        value: quoted(namespace),
        advice: 'Leave it out for the namespace of the workload that connects.',
      }),
      ...portNumber(number, where),
    ];
  }),
  ...Object.entries(egress).flatMap(([name, { host, number, networks }]) => {
    const where = entry(`${path}.egress`, name);
    return [
      ...demand(has('dnsName', host) || isIP(host) !== 0, {
        rule: 'workload/external',
        path: `${where}.host`,
        message: 'must be a domain name in lower case or an address, without scheme, port or path',
        value: quoted(host),
        advice: 'Write it like api.payments.example.',
      }),
      ...portNumber(number, where),
      ...demand(networks === undefined || networks.length > 0, {
        rule: 'workload/external',
        path: `${where}.networks`,
        message: 'must name at least one network',
        value: 'empty',
        advice: 'Leave it out for the public internet.',
      }),
      ...(networks ?? []).flatMap((network) =>
        demand(isNetwork(network), {
          rule: 'workload/external',
          path: entry(`${where}.networks`, network),
          message: 'must be a network: an address, / and the length of its prefix',
          value: quoted(network),
          advice: 'Write it like 10.20.0.0/16, or 10.20.0.7/32 for one address.',
        }),
      ),
    ];
  }),
];

function portNumber(number: number, path: string): readonly Finding[] {
  return demand(wholeWithin(number, 1, 65_535), {
    rule: 'workload/connection',
    path: `${path}.number`,
    message: 'must be a port number, 1–65535',
    value: quoted(number),
    advice: 'Give the number of the port as the other side declares it.',
  });
}

function isNetwork(text: string): boolean {
  const [, address = '', prefix = ''] = /^([^/]+)\/(\d{1,3})$/.exec(text) ?? [];
  const version = isIP(address);
  return version !== 0 && Number(prefix) <= (version === 4 ? 32 : 128);
}
