import { type Finding, problem } from '../../findings';
import { allocatable, type Environment, promised, slotsOn, usedHypervisors } from '../../model';
import type { Blueprint } from '../blueprint';

/** Every slot runs on a hypervisor that the environment has, and no host promises more than it may. */
export function hosts({ environments }: Blueprint): readonly Finding[] {
  return environments.flatMap((environment) => [
    ...ratios(environment),
    ...usedHypervisors(environment).flatMap((host) => room(environment, host)),
  ]);
}

function ratios({ name, overcommit = {} }: Environment): readonly Finding[] {
  return Object.entries(overcommit)
    .filter(([, ratio]) => !(Number.isFinite(ratio) && ratio > 0))
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

function room(environment: Environment, host: string): readonly Finding[] {
  const path = `environments.${environment.name}.hypervisors.${host}`;
  if (environment.hypervisors[host] === undefined) {
    return [
      problem({
        rule: 'hosts/unknown',
        path,
        message: 'must be given, since slots run on it',
        value: `missing, for ${namesOf(environment, host)}`,
        advice: `The environment has ${Object.keys(environment.hypervisors).join(', ') || 'no hypervisor'}. Add this one, or place the slots elsewhere.`,
      }),
    ];
  }
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
      path,
      message: 'must have room for its slots under the overcommit',
      value: `promised ${lacking.join(' and ')}, to ${namesOf(environment, host)}`,
      advice: 'Place a slot on another host, make the machines smaller, or raise the overcommit knowingly.',
    }),
  ];
}

function namesOf({ pools }: Environment, host: string): string {
  return Object.entries(pools)
    .flatMap(([name, pool]) => slotsOn(pool, host).map((slot) => `${name}/${slot}`))
    .join(', ');
}
