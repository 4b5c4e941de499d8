import { secretVariable } from '../constructs/managed-secret';
import type { Environment } from './environment';

export { namespaceOf } from './namespace-of';

/** The names that derive from others. They are contracts: state, addresses and running objects hang on them. */

export const IMAGES_STACK = 'images';

export function machinesStack(environment: Pick<Environment, 'name'>, hypervisor: string): string {
  return `${environment.name}-machines-${hypervisor}`;
}

export function baseStack(environment: Environment): string {
  return `${environment.name}-base`;
}

export function servicesStack(environment: Environment): string {
  return `${environment.name}-services`;
}

export function manifestsStack(environment: Environment): string {
  return `${environment.name}-manifests`;
}

/** What the names, MACs and addresses of an environment's machines derive from. */
export function identityOf(project: string, environment: Environment): string {
  return `${project}/${environment.name}`;
}

/** The variable in which the value of a secret's key is asked for, for one environment. */
export function secretVariableOf({ name }: Environment, secret: string, key: string): string {
  return secretVariable(`${name}_${secret}`, key);
}

/** The variable in which the bearer token of an environment's cluster is asked for. */
export function clusterTokenVariable({ name }: Pick<Environment, 'name'>): string {
  return secretVariable(name, 'cluster_token');
}

/** The hypervisors on which slots of these pools run, or ran, sorted. */
export function hypervisorsOf(pools: Environment['pools']): readonly string[] {
  const used = Object.values(pools).flatMap(({ slots, retired = {} }) => [
    ...Object.values(slots).map(({ host }) => host),
    ...Object.values(retired).map(({ on }) => on),
  ]);
  return [...new Set(used)].sort();
}

/**
 * Every stack of an environment, in the order in which they are deployed. A hypervisor that runs no slot any more keeps
 * its stack: what ran there is destroyed through it.
 */
export function stacksOf(environment: Environment): readonly string[] {
  const machines = Object.keys(environment.hypervisors)
    .sort()
    .map((hypervisor) => machinesStack(environment, hypervisor));
  const manifests = environment.manifests === undefined ? [] : [manifestsStack(environment)];
  return [...machines, baseStack(environment), servicesStack(environment), ...manifests];
}
