import { Size } from '../../constructs/quantities';
import { type Finding, problem } from '../../core/findings';
import { fits, type Resources, totalOf } from '../../placement';
import type { ResolvedComposition } from '../composition';
import type { Environment } from '../environment';
import { capacityOn, promisedOn } from '../host';
import { isLocalLibvirt } from '../libvirt-uri';

/** Cores and overcommit are valid numbers. Whether slots fit on the hosts is for the `placement` rule. */
export function hosts({ environments }: ResolvedComposition): readonly Finding[] {
  return environments.flatMap((environment) => [...ratios(environment), ...cores(environment)]);
}

function ratios({ name, overcommit = {} }: Environment): readonly Finding[] {
  return Object.entries(overcommit)
    .filter(([, ratio]) => ratio !== undefined && !(Number.isFinite(ratio) && ratio > 0))
    .map(([what, ratio]) =>
      problem({
        rule: 'hosts/overcommit',
        path: `environments.${name}.overcommit.${what}`,
        message: 'must be a number above 0',
        value: String(ratio),
        advice: 'Give how many times over it may be promised. 1 promises exactly what the hosts have.',
      }),
    );
}

function cores({ name, hypervisors }: Environment): readonly Finding[] {
  return Object.entries(hypervisors)
    .filter(([, host]) => !(Number.isSafeInteger(host.cores) && host.cores >= 1))
    .map(([host, { cores: given }]) =>
      problem({
        rule: 'hosts/cores',
        path: `environments.${name}.hypervisors.${host}.cores`,
        message: 'must be a whole number of at least 1',
        value: String(given),
        advice: 'Give the cores of the physical server.',
      }),
    );
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
    for (const [host, { uri, drained }] of Object.entries(environment.hypervisors)) {
      if (drained === true || isLocalLibvirt(uri)) continue;
      tenants.set(uri, [...(tenants.get(uri) ?? []), { environment, host }]);
    }
  }
  return [...tenants].flatMap(([uri, all]) => (all.length < 2 ? [] : overbooked(uri, all)));
}

/** The environments may describe the host differently: what each of them allows must hold. */
function overbooked(uri: string, tenants: readonly Tenant[]): readonly Finding[] {
  const promised = totalOf(tenants.map(({ environment, host }) => promisedOn(environment, host)));
  const capacities = tenants.map(({ environment, host }) => capacityOn(environment, host));
  const capacity = {
    cpu: Math.min(...capacities.map(({ cpu }) => cpu)),
    memoryBytes: Math.min(...capacities.map(({ memoryBytes }) => memoryBytes)),
  };
  if (fits(promised, capacity)) return [];
  const names = tenants.map(
    ({ environment, host }) => `environments.${environment.name}.hypervisors.${host}`,
  );
  return [
    problem({
      rule: 'hosts/shared-room',
      path: names.join(' and '),
      message: 'must have room for the slots of all these environments, because they share the host',
      value: `${uri}, promised ${promised.cpu} of ${capacity.cpu} virtual CPUs and ${sized(promised)} of ${sized(capacity)} of memory`,
      advice: 'Place a slot on another host, or make the machines smaller.',
    }),
  ];
}

function sized({ memoryBytes }: Resources): string {
  return Size.bytes(memoryBytes).toString();
}
