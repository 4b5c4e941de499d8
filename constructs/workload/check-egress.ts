import type { Finding } from '../../core/findings';
import { type Check, demand, quoted, wholeWithin } from './check';
import { networks } from './check-networks';
import type { Egress } from './egress';
import { numbered } from './port-number';

const RULE = 'workload/egress';

/** Every way out leads somewhere, and to some ports only. */
export const egress: Check = ({ egress: ways }, path) =>
  ways.flatMap((way, index) => {
    const where = `${path}.egress[${index}]`;
    return [...destination(way, where), ...ports(way, where)];
  });

function destination(way: Egress, path: string): readonly Finding[] {
  if (way.kind === 'internet') return [];
  if (way.kind === 'network')
    return networks([way.network], path, RULE, 'Use internet(…), which leaves private networks out.');
  return [
    ...demand(way.at !== undefined && way.at.networks.length > 0, {
      rule: RULE,
      path,
      message: 'must say where the API server is',
      value: 'apiServer()',
      advice:
        "Give its addresses: apiServer({ networks: ['10.0.0.10/32'] }), or in a project the cluster's `provides: { apiServer }`.",
    }),
    ...networks(way.at?.networks ?? [], `${path}.networks`, RULE),
  ];
}

function ports(way: Egress, path: string): readonly Finding[] {
  const given = way.kind === 'api-server' ? way.at?.ports : way.ports;
  if (given === undefined) return [];
  return [
    ...demand(given.length > 0, {
      rule: RULE,
      path,
      message: 'must name at least one port',
      value: 'none',
      advice: 'Give it behind the network: internet(443), or udp(123).',
    }),
    ...given.map(numbered).flatMap(({ number }) =>
      demand(wholeWithin(number, 1, 65_535), {
        rule: RULE,
        path,
        message: 'must name port numbers, 1–65535',
        value: quoted(number),
        advice: 'Give the number of the port as the other side declares it.',
      }),
    ),
  ];
}
