import { type Environment, hostOf } from './environment';

/** The names that derive from others. They are contracts: state, addresses and running objects hang on them. */

export const IMAGES_STACK = 'images';

export function machinesStack(environment: Environment, hypervisor: string): string {
  return `${environment.name}-machines-${hypervisor}`;
}

export function baseStack(environment: Environment): string {
  return `${environment.name}-base`;
}

export function servicesStack(environment: Environment): string {
  return `${environment.name}-services`;
}

/** What the names, MACs and addresses of an environment's machines derive from. */
export function identityOf(project: string, environment: Environment): string {
  return `${project}/${environment.name}`;
}

export function namespaceOf(project: string, environment: Environment): string {
  return `${project}-${environment.name}`;
}

/** The hypervisors of an environment that run at least one slot, sorted: each has a stack. */
export function usedHypervisors(environment: Environment): readonly string[] {
  const used = Object.values(environment.pools).flatMap(({ slots }) => Object.values(slots).map(hostOf));
  return [...new Set(used)].sort();
}

/** Every stack of an environment, in the order in which they are deployed. */
export function stacksOf(environment: Environment): readonly string[] {
  const machines = usedHypervisors(environment).map((hypervisor) => machinesStack(environment, hypervisor));
  return [...machines, baseStack(environment), servicesStack(environment)];
}
