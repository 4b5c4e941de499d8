import {
  checkNetwork,
  checkPool,
  isPrivateToHost,
  type NetworkSpec,
  type HypervisorTarget,
  type PoolSpec,
  proxmoxIds,
  segmentOf,
  slotIdentities,
} from '../../constructs/vm-pool';
import { demand } from '../../constructs/shape';
import { distinctFindings, type Finding, problem } from '../../core/findings';
import type { ResolvedComposition } from '../composition';
import type { Environment, Pool } from '../environment';
import { targetOf } from '../hypervisor';
import { hypervisorsOf } from '../names';

/** Every pool can be made, and no two machines of the project share a name, a MAC or, on one network, an address. */
export function machines(composition: ResolvedComposition): readonly Finding[] {
  const all = composition.environments.flatMap((environment) => [
    ...Object.entries(environment.networks).flatMap(([name, spec]) =>
      checkNetwork(spec, `environments.${environment.name}.networks.${name}`),
    ),
    ...checkPools(composition, environment),
  ]);
  // What is wrong with a network is wrong for each of its pools.
  const findings = distinctFindings(all);
  return findings.length > 0 ? findings : identities(composition);
}

function checkPools({ poolSpecs }: ResolvedComposition, environment: Environment): readonly Finding[] {
  return Object.entries(environment.pools).flatMap(([name, pool]) => {
    const path = `environments.${environment.name}.pools.${name}`;
    const spec = poolSpecs.get(pool);
    if (spec !== undefined)
      return (
        checkPool(spec, path, targetsOf(environment, pool))
          // It is put together from the names of the project and the environment, which are judged as such.
          .filter((finding) => finding.path !== `${path}.identity`)
          .map((finding) =>
            ofTheNetwork(finding, path, `environments.${environment.name}.networks.${pool.network}`),
          )
      );
    return [
      problem({
        rule: 'machines/network',
        path: `${path}.network`,
        message: 'must be one of the environment’s networks',
        value: pool.network,
        advice: `It has ${Object.keys(environment.networks).join(', ') || 'none'}.`,
      }),
    ];
  });
}

/** A network is declared beside the pools that it has. */
function ofTheNetwork(finding: Finding, pool: string, network: string): Finding {
  const [, below] = finding.path.startsWith(`${pool}.network.`) ? finding.path.split(`${pool}.network.`) : [];
  return below === undefined ? finding : { ...finding, path: `${network}.${below}` };
}

/** What a pool's slots run on; undefined while it has none. */
function targetsOf({ hypervisors }: Environment, pool: Pool): readonly HypervisorTarget[] | undefined {
  const targets = hypervisorsOf({ pool }).flatMap((host) => hypervisors[host] ?? []);
  return targets.length === 0 ? undefined : targets.map(targetOf);
}

/** What a machine has that no other may have. */
interface Claim {
  readonly what: string;
  readonly value: string;
  readonly path: string;
}

function identities({ poolSpecs, environments }: ResolvedComposition): readonly Finding[] {
  const claims = environments.flatMap((environment) =>
    Object.entries(environment.pools).flatMap(([name, pool]) => {
      const spec = poolSpecs.get(pool);
      return spec === undefined ? [] : claimsOf(environment, name, pool, spec);
    }),
  );
  const holders = new Map<string, string>();
  return claims.flatMap(({ what, value, path }) => {
    const key = `${what} ${value}`;
    const holder = holders.get(key);
    if (holder === undefined) holders.set(key, path);
    return demand(holder === undefined, {
      rule: 'machines/identity',
      path,
      message: `must share its ${what} with no other machine`,
      value: `${value}, as ${holder ?? ''} already has`,
      advice: 'Rename the pool or the slot, or give the pools ranges that do not overlap.',
    });
  });
}

function claimsOf(environment: Environment, name: string, pool: Pool, spec: PoolSpec): readonly Claim[] {
  const root = `environments.${environment.name}.pools.${name}.slots`;
  const scope = neighbourhood(environment, spec.network);
  const inCluster = targetsOf(environment, pool)?.some(({ kind }) => kind === 'proxmox');
  return [
    ...slotIdentities(spec).flatMap(({ key, name: machine, mac, address, address6 }) => {
      const path = `${root}.${key}`;
      return [
        { what: 'name', value: machine, path },
        { what: 'MAC', value: mac, path },
        { what: `address${scope}`, value: address, path },
        ...(address6 === undefined ? [] : [{ what: `IPv6 address${scope}`, value: address6, path }]),
      ];
    }),
    ...(inCluster ? proxmoxIds(spec) : []).map(({ id, slot, disk }) => ({
      what: 'id in Proxmox VE',
      value: String(id),
      path: `${root}.${slot}${disk === undefined ? '' : `, disk ${disk}`}`,
    })),
  ];
}

/**
 * Among whom an address must be one machine's alone. A network may be private to its environment; behind a bridge all
 * machines of all environments are neighbours, unless their networks are different segments.
 */
function neighbourhood({ name }: Environment, network: NetworkSpec): string {
  if (isPrivateToHost(network)) return ` in ${name}'s ${network.cidr}`;
  const segment = segmentOf(network);
  return segment === undefined ? '' : ` in segment ${segment}`;
}
