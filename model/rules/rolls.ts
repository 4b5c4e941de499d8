import { type Finding, problem } from '../../core/findings';
import type { ResolvedComposition } from '../composition';
import type { Environment, Pool } from '../environment';

/** How a pool may be rolled makes sense, and a roll that is not finished is reported. */
export function rolls({ environments }: ResolvedComposition): readonly Finding[] {
  return environments.flatMap((environment) =>
    Object.entries(environment.pools).flatMap(([name, pool]) => {
      const path = `environments.${environment.name}.pools.${name}`;
      return [...budget(pool, path), ...quorum(pool, path), ...olderImages(environment, name, pool, path)];
    }),
  );
}

function budget({ maxUnavailable = 1 }: Pool, path: string): readonly Finding[] {
  if (Number.isSafeInteger(maxUnavailable) && maxUnavailable >= 1) return [];
  return [
    problem({
      rule: 'machines/budget',
      path: `${path}.maxUnavailable`,
      message: 'must be a whole number of at least 1',
      value: String(maxUnavailable),
      advice: 'Say how many of its machines may be down at once while it is rolled, or leave it out.',
    }),
  ];
}

/** Of two machines both are a majority. */
function quorum({ quorum: isQuorum = false, slots }: Pool, path: string): readonly Finding[] {
  const count = Object.keys(slots).length;
  if (!isQuorum || count === 0 || count > 2) return [];
  return [
    {
      rule: 'machines/quorum',
      severity: 'warning',
      path: `${path}.quorum`,
      message: 'must have at least three slots, or none of them may ever be down',
      value: `${count} slots`,
      advice: 'Give the pool three slots. Or leave quorum out: then a roll is an outage of what needs it.',
    },
  ];
}

function olderImages(
  { name: environment }: Environment,
  name: string,
  { image, slots }: Pool,
  path: string,
): readonly Finding[] {
  const all = Object.values(slots);
  const older = all.filter(({ image: pin }) => pin !== undefined && pin.digest !== image.digest);
  if (older.length === 0) return [];
  return [
    {
      rule: 'machines/older-image',
      severity: 'note',
      path: `${path}.image`,
      message: 'is not yet what every slot runs',
      value: `${older.length} of ${all.length} slots run another image`,
      advice: `Roll them: npx slipway roll ${environment} ${name}`,
    },
  ];
}
