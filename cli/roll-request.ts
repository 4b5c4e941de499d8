import { InvalidInput, problem } from '../core/findings';
import { type DeclaredEnvironment, machinesStack, poolLimits } from '../model';
import type { RollRequest } from '../operations/rolling';
import { findPool } from './project';

/**
 * What to roll, and within which limits.
 * @param asked how many machines may be down at once, if given on the command line
 * @throws InvalidInput if the pool does not exist, or allows fewer than were asked for
 */
export function rollRequest(
  environment: DeclaredEnvironment,
  pool: string,
  asked: number | undefined,
): RollRequest {
  const props = findPool(environment, pool);
  const { maxUnavailable: own, image } = props;
  if (own !== undefined && asked !== undefined && asked > own)
    throw refusal(
      'max-unavailable',
      `must be at most what ${pool} allows, which is ${own}`,
      String(asked),
      `Lower it, or change maxUnavailable of pool ${pool} in ${environment.name}.`,
    );
  const limits = poolLimits(environment, props);
  return {
    environment: environment.name,
    pool,
    image,
    limits: asked === undefined ? limits : { ...limits, maxUnavailable: asked },
    stackOf: (host) => machinesStack(environment, host),
  };
}

/** @throws InvalidInput if nobody may log in to the machines, since then their first boot cannot be observed */
export function refuseWithoutUsers(environment: DeclaredEnvironment, pool: string): void {
  if ((findPool(environment, pool).cloudInit?.users ?? []).length > 0) return;
  throw refusal(
    `environments.${environment.name}.pools.${pool}.cloudInit.users`,
    'must have a user who may log in, since SSH shows whether a machine is up',
    'none',
    'Add a user with a key of yours, or roll with --no-wait.',
  );
}

function refusal(path: string, message: string, value: string, advice: string): InvalidInput {
  return new InvalidInput([problem({ rule: 'cli/roll', path, message, value, advice })]);
}
