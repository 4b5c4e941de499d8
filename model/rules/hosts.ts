import { type Finding, problem } from '../../core/findings';
import type { ResolvedComposition } from '../composition';
import type { Environment } from '../environment';
import { allocatable, promised } from '../host';

/** What is said of hosts are amounts. That slots fit on them, `placement` says. */
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
        advice: 'Give how many times over it may be promised: 1 promises what is there.',
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
 * Environments that name one remote host share it, and it promises no more than it may to all of them together.
 * `qemu:///system` is whichever host Terraform runs on.
 */
export function sharedHosts({ environments }: ResolvedComposition): readonly Finding[] {
  const tenants = new Map<string, Tenant[]>();
  for (const environment of environments) {
    for (const [host, { uri }] of Object.entries(environment.hypervisors)) {
      if (!uri.includes(':///')) tenants.set(uri, [...(tenants.get(uri) ?? []), { environment, host }]);
    }
  }
  return [...tenants].flatMap(([uri, all]) => (all.length < 2 ? [] : overbooked(uri, all)));
}

function overbooked(uri: string, tenants: readonly Tenant[]): readonly Finding[] {
  const shares = tenants.map(({ environment, host }) => ({
    has: promised(environment, host),
    may: allocatable(environment, host),
  }));
  const cpu = {
    has: sum(shares.map(({ has }) => has.cpu)),
    may: Math.min(...shares.map(({ may }) => may.cpu)),
  };
  const memory = {
    has: sum(shares.map(({ has }) => has.memory.toBytes())),
    may: Math.min(...shares.map(({ may }) => may.memory.toBytes())),
  };
  if (cpu.has <= cpu.may && memory.has <= memory.may) return [];
  const names = tenants.map(
    ({ environment, host }) => `environments.${environment.name}.hypervisors.${host}`,
  );
  return [
    problem({
      rule: 'hosts/shared-room',
      path: names.join(' and '),
      message: 'must have room for the slots of all of them together, since they are one host',
      value: `${uri}, promised ${cpu.has} of ${cpu.may} virtual CPUs and ${memory.has} of ${memory.may} bytes of memory`,
      advice: 'Place a slot on another host, or make the machines smaller.',
    }),
  ];
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
