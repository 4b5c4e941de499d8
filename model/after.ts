import type { AfterSeveral, DeclaredEnvironment, Environment } from './environment';

/**
 * Says for `after` of an environment that it runs only what each of several environments has verified: regions that go first, all of
 * which must be well.
 *
 * @example
 * const on = (context: string) => ({ cluster: kubeconfig({ context, provides: {} }), services: {} });
 * const canaryEu = shop.environment({ name: 'canary-eu', ...on('canary-eu') });
 * const canaryUs = shop.environment({ name: 'canary-us', ...on('canary-us') });
 * shop.environment({ name: 'prod', after: all(canaryEu, canaryUs), ...on('prod') });
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
 * const on = (context: string) => ({ cluster: kubeconfig({ context, provides: {} }), services: {} });
 * const staging = shop.environment({ name: 'staging', ...on('staging') });
 * const hardware = shop.environment({ name: 'hardware', ...on('hardware') });
 * shop.environment({ name: 'prod', after: any(staging, hardware), ...on('prod') });
 */
export function any<E extends DeclaredEnvironment>(
  ...environments: readonly [E, E, ...E[]]
): AfterSeveral<E> {
  return { kind: 'any', environments };
}

/** The environments right before one; empty for a first environment. */
export function environmentsBefore(environment: Pick<Environment, 'after'>): readonly Environment[] {
  const { after } = environment;
  if (after === undefined || after === null) return [];
  return 'environments' in after ? after.environments : [after];
}
