import { type Finding, problem } from '../../findings';
import { type Environment, hostOf } from '../../model';
import type { Blueprint } from '../blueprint';

/** A NAT network is private to its host: machines of one pool on two hosts would not reach each other. */
export function networks({ environments }: Blueprint): readonly Finding[] {
  return environments.flatMap((environment) =>
    Object.entries(environment.pools).flatMap(([name, { network, slots }]) => {
      const hosts = [...new Set(Object.values(slots).map(hostOf))];
      if (hosts.length < 2 || environment.networks[network]?.kind !== 'nat') return [];
      return [spread(environment, name, network, hosts)];
    }),
  );
}

function spread(environment: Environment, pool: string, network: string, hosts: readonly string[]): Finding {
  return problem({
    rule: 'networks/nat',
    path: `environments.${environment.name}.pools.${pool}.network`,
    message: 'must be a bridged one, since a NAT network is private to one host and the pool spans several',
    value: `${network} (nat), on ${hosts.join(', ')}`,
    advice: 'Use bridged({ … }) with a bridge that the hosts share, or keep the pool on one host.',
  });
}
