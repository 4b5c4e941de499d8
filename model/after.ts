import type { AfterSeveral, DeclaredEnvironment, Environment } from './environment';

/**
 * Says for `after` of an environment that it runs only what each of several environments has verified: regions that go first, all of
 * which must be well.
 *
 * @example
 * const prod = shop.environment({ name: 'prod', after: all(canaryEu, canaryUs), … });
 */
export function all<E extends DeclaredEnvironment>(
  ...environments: readonly [E, E, ...E[]]
): AfterSeveral<E> {
  return { kind: 'all', environments };
}

/**
 * Says for `after` of an environment that it runs what one of several environments has verified, whichever that is: two places to
 * test, each of which is proof enough.
 *
 * @example
 * const prod = shop.environment({ name: 'prod', after: any(staging, hardware), … });
 */
export function any<E extends DeclaredEnvironment>(
  ...environments: readonly [E, E, ...E[]]
): AfterSeveral<E> {
  return { kind: 'any', environments };
}

/** The environments right before one; none, where it is a first one. */
export function environmentsBefore(environment: Pick<Environment, 'after'>): readonly Environment[] {
  const { after } = environment;
  return after === undefined || after === null ? [] : 'environments' in after ? after.environments : [after];
}
