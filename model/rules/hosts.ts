import { Size } from '../../constructs/quantities';
import { demand, wholeWithin } from '../../constructs/shape';
import { isLibvirtName } from '../../constructs/vm-pool';
import { type Finding, problem } from '../../core/findings';
import { fits, type Resources, totalOf } from '../../placement';
import type { ResolvedComposition } from '../composition';
import type { Environment } from '../environment';
import { capacityOn, promisedOn } from '../host';
import type { Hypervisor } from '../hypervisor';
import { isLocalLibvirt } from '../libvirt-uri';
import { serverOf } from '../server-of';

/** Hosts are described by values that they can have. Whether slots fit on the hosts is for the `placement` rule. */
export function hosts({ environments }: ResolvedComposition): readonly Finding[] {
  return environments.flatMap((environment) => [...ratios(environment), ...describedHosts(environment)]);
}

/** What is wrong with what an environment says of its hosts, beside how they are reached. */
export function describedHosts({
  name,
  hypervisors,
}: Pick<Environment, 'name' | 'hypervisors'>): readonly Finding[] {
  return Object.entries(hypervisors).flatMap(([key, host]) =>
    described(host, `environments.${name}.hypervisors.${key}`),
  );
}

/** Nobody promises a core or a byte more often: a number beyond it is a slip. */
const MOST_OVERCOMMIT = 1_000;

function ratios({ name, overcommit = {} }: Environment): readonly Finding[] {
  return Object.entries(overcommit)
    .filter(([, ratio]) => ratio !== undefined && !(ratio > 0 && ratio <= MOST_OVERCOMMIT))
    .map(([what, ratio]) =>
      problem({
        rule: 'hosts/overcommit',
        path: `environments.${name}.overcommit.${what}`,
        message: `must be a number above 0, at most ${MOST_OVERCOMMIT}`,
        value: String(ratio),
        advice: 'Give how many times over it may be promised. 1 promises exactly what the hosts have.',
      }),
    );
}

/** More than any server has: a number beyond it is another unit. */
const MOST_CORES = 65_536;
/** What people call it, on one line. */
const FAILURE_DOMAIN = /^(?=\S)[^\p{C}\p{Zl}\p{Zp}]{1,100}(?<=\S)$/u;

function described(host: Hypervisor, path: string): readonly Finding[] {
  const { cores, memory, reserve = {}, failureDomain } = host;
  const storagePool = host.kind === 'libvirt' ? host.storagePool : undefined;
  return [
    ...demand(wholeWithin(cores, 1, MOST_CORES), {
      rule: 'hosts/cores',
      path: `${path}.cores`,
      message: `must be a whole number from 1 to ${MOST_CORES}`,
      value: String(cores),
      advice: 'Give the cores of the physical server.',
    }),
    ...demand(memory.toBytes() > 0, {
      rule: 'hosts/memory',
      path: `${path}.memory`,
      message: 'must be more than nothing',
      value: memory.toString(),
      advice: 'Give the memory of the physical server. `drained: true` keeps slots off it.',
    }),
    ...demand((reserve.cpu ?? 0) >= 0, {
      rule: 'hosts/reserve',
      path: `${path}.reserve.cpu`,
      message: 'must not be negative: it is what the host keeps for itself',
      value: String(reserve.cpu),
      advice: 'Give the cores that its own system needs, or leave it out.',
    }),
    ...demand(failureDomain === undefined || FAILURE_DOMAIN.test(failureDomain), {
      rule: 'hosts/failure-domain',
      path: `${path}.failureDomain`,
      message: 'must be a name on one line, at most 100 characters, with no blank at its ends',
      value: JSON.stringify(failureDomain),
      advice: 'Name the rack or the room, such as rack1.',
    }),
    ...demand(storagePool === undefined || isLibvirtName(storagePool), {
      rule: 'hosts/storage-pool',
      path: `${path}.storagePool`,
      message: 'must be the name of a storage pool',
      value: JSON.stringify(storagePool),
      advice: 'Give it as `virsh pool-list` lists it, such as default.',
    }),
  ];
}

interface Tenant {
  readonly environment: Environment;
  readonly host: string;
}

/**
 * Environments that name one remote host share it, and it must have room for the slots of all of them. One that drains the
 * host has no slots there, and sets no limit for the others. A local URI such as `qemu:///system` is left out: it names
 * whichever host Terraform runs on.
 */
export function sharedHosts({ environments }: ResolvedComposition): readonly Finding[] {
  const tenants = new Map<string, Tenant[]>();
  for (const environment of environments) {
    for (const [host, hypervisor] of Object.entries(environment.hypervisors)) {
      if (hypervisor.drained === true || isLocalLibvirt(hypervisor.uri)) continue;
      const server = serverOf(hypervisor);
      tenants.set(server, [...(tenants.get(server) ?? []), { environment, host }]);
    }
  }
  return [...tenants].flatMap(([server, all]) => (all.length < 2 ? [] : overbooked(server, all)));
}

/** The environments may describe the host differently: what each of them allows must hold. */
function overbooked(server: string, tenants: readonly Tenant[]): readonly Finding[] {
  const promised = totalOf(tenants.map(({ environment, host }) => promisedOn(environment, host)));
  const capacities = tenants.map(({ environment, host }) => capacityOn(environment, host));
  const capacity = {
    cpu: Math.min(...capacities.map(({ cpu }) => cpu)),
    memoryBytes: Math.min(...capacities.map(({ memoryBytes }) => memoryBytes)),
  };
  if (fits(promised, capacity)) return [];
  const [path = '', ...others] = tenants.map(
    ({ environment, host }) => `environments.${environment.name}.hypervisors.${host}`,
  );
  return [
    problem({
      rule: 'hosts/shared-room',
      path,
      message: `must have room for the slots of ${others.join(' and ')} too, since they are the same host`,
      value: `${server}, promised ${promised.cpu} of ${capacity.cpu} virtual CPUs and ${sized(promised)} of ${sized(capacity)} of memory`,
      advice: 'Place a slot on another host, or make the machines smaller.',
    }),
  ];
}

function sized({ memoryBytes }: Resources): string {
  return Size.bytes(memoryBytes).toString();
}
