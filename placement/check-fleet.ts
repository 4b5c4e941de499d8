import { type Finding, problem } from '../core/findings';
import type { Fleet } from './fleet';

/** More sets of lost hosts than this are not proven one by one. */
const MOST_LOSSES = 5_000;

/** What must hold of a fleet before anything can be placed on it. */
export function checkFleet(fleet: Fleet): readonly Finding[] {
  return [...checkSurvives(fleet), ...checkHosts(fleet)];
}

function checkSurvives({ environment, hosts, survives }: Fleet): readonly Finding[] {
  const lost = survives?.hosts ?? 0;
  const path = `environments.${environment}.survives.hosts`;
  if (!(Number.isSafeInteger(lost) && lost >= 0)) {
    return [
      problem({
        rule: 'placement/survives',
        path,
        message: 'must be a whole number of at least 0',
        value: String(lost),
        advice: 'Say how many hosts may be lost at once: 1 keeps what is called N+1.',
      }),
    ];
  }
  const losses = combinations(hosts.length, lost);
  if (losses <= MOST_LOSSES) return [];
  return [
    problem({
      rule: 'placement/survives',
      path,
      message: `must leave at most ${MOST_LOSSES} sets of lost hosts to prove one by one`,
      value: `${lost} of ${hosts.length} hosts, ${losses} sets`,
      advice: 'Lower the number.',
    }),
  ];
}

function combinations(count: number, size: number): number {
  let result = 1;
  for (let step = 0; step < Math.min(size, count - size); step++)
    result = (result * (count - step)) / (step + 1);
  return Math.round(result);
}

function checkHosts({ environment, hosts, pools }: Fleet): readonly Finding[] {
  const usable = hosts.filter(({ emptied }) => emptied !== true).map(({ name }) => name);
  return pools.flatMap(({ name, slots }) =>
    slots
      .filter(({ host }) => host !== undefined && !usable.includes(host))
      .map(({ key, host = '' }) =>
        problem({
          rule: 'placement/host',
          path: `environments.${environment}.pools.${name}.slots.${key}`,
          message: 'must be on a host that the environment has and does not empty',
          value: `on ${host}`,
          advice: `Hosts for slots are ${usable.join(', ') || 'none'}. Take one of them, or let placement choose.`,
        }),
      ),
  );
}
