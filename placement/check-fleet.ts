import { type Finding, problem } from '../core/findings';
import type { Fleet } from './fleet';

/** Each set of lost hosts is proven by itself: more of them than this take too long. */
const MOST_LOSSES = 5_000;

/** What must hold for a fleet before anything can be placed on it. */
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
        advice: 'Give how many hosts may be lost at once: 1 is N+1.',
      }),
    ];
  }
  const losses = combinations(hosts.length, lost);
  if (losses <= MOST_LOSSES) return [];
  return [
    problem({
      rule: 'placement/survives',
      path,
      message: `must give at most ${MOST_LOSSES} sets of lost hosts, because each is proven by itself`,
      value: `${lost} of ${hosts.length} hosts, ${losses} sets`,
      advice: 'Set a smaller number.',
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
  const usable = hosts.filter(({ drained }) => drained !== true).map(({ name }) => name);
  return pools.flatMap(({ name, slots }) =>
    slots
      .filter(({ host }) => host !== undefined && !usable.includes(host))
      .map(({ key, host = '' }) =>
        problem({
          rule: 'placement/host',
          path: `environments.${environment}.pools.${name}.slots.${key}`,
          message: 'must be on a host that the environment declares and does not drain',
          value: `on ${host}`,
          advice: `Available hosts: ${usable.join(', ') || 'none'}. Use one of them, or let placement choose.`,
        }),
      ),
  );
}
