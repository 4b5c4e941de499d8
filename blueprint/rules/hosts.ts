import { type Finding, problem } from '../../findings';
import { allocatable, type Environment, hypervisorsOf, promised, slotsOn } from '../../model';
import type { Blueprint } from '../blueprint';

/** Every slot runs on a hypervisor that the environment has, and what is said of hosts are amounts. */
export function hosts({ environments }: Blueprint): readonly Finding[] {
  return environments.flatMap((environment) => [
    ...ratios(environment),
    ...cores(environment),
    ...unknown(environment),
  ]);
}

/** No host promises more than it may: neither to the slots of one environment, nor to those of all that share it. */
export function hostRoom({ environments }: Blueprint): readonly Finding[] {
  const alone = environments.flatMap((environment) =>
    Object.keys(environment.hypervisors).flatMap((host) => room(environment, host)),
  );
  return alone.length > 0 ? alone : sharedRoom(environments);
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

function unknown(environment: Environment): readonly Finding[] {
  const known = Object.keys(environment.hypervisors);
  return hypervisorsOf(environment.pools)
    .filter((host) => !known.includes(host))
    .map((host) =>
      problem({
        rule: 'hosts/unknown',
        path: `environments.${environment.name}.hypervisors.${host}`,
        message: 'must be given, since slots run on it',
        value: `missing, for ${namesOf(environment, host)}`,
        advice: `The environment has ${known.join(', ') || 'no hypervisor'}. Add this one, or place the slots elsewhere.`,
      }),
    );
}

function room(environment: Environment, host: string): readonly Finding[] {
  const may = allocatable(environment, host);
  const has = promised(environment, host);
  const lacking = [
    ...(has.cpu > may.cpu ? [`${has.cpu} virtual CPUs of ${may.cpu}`] : []),
    ...(has.memory.toBytes() > may.memory.toBytes()
      ? [`${has.memory.toString()} of memory of ${may.memory.toString()}`]
      : []),
  ];
  if (lacking.length === 0) return [];
  return [
    problem({
      rule: 'hosts/room',
      path: `environments.${environment.name}.hypervisors.${host}`,
      message: 'must have room for its slots under the overcommit',
      value: `promised ${lacking.join(' and ')}, to ${namesOf(environment, host)}`,
      advice: 'Place a slot on another host, make the machines smaller, or raise the overcommit knowingly.',
    }),
  ];
}

interface Tenant {
  readonly environment: Environment;
  readonly host: string;
}

/** Environments that name one remote libvirt share its host. `qemu:///system` is whichever host Terraform runs on. */
function sharedRoom(environments: readonly Environment[]): readonly Finding[] {
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

function namesOf({ pools }: Environment, host: string): string {
  return Object.entries(pools)
    .flatMap(([name, pool]) => slotsOn(pool, host).map((slot) => `${name}/${slot}`))
    .join(', ');
}
