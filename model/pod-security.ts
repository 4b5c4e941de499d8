import type { PodSecurity } from '../constructs/namespace';
import { exemptionsOf, podSecurityLevel, resolve } from '../constructs/workload';
import type { Environment } from './environment';
import type { Project } from './project';
import { servicesIn, workloadOf } from './workload';

/** What a service needs beyond the restricted standard. */
export interface Needed {
  readonly service: string;
  /** Where it is said: `.user`. */
  readonly path: string;
  readonly reason: string;
  readonly level: 'baseline' | 'privileged';
}

/** What the services of an environment need beyond the restricted standard, which decides what its namespace admits. */
export function neededOf(project: Project, environment: Environment): readonly Needed[] {
  return servicesIn(project, environment).flatMap((service) => {
    const workload = resolve(workloadOf(project, environment, service));
    return exemptionsOf(workload).flatMap(({ path, reason, level }) =>
      level === 'restricted' ? [] : [{ service: service.name, path, reason, level }],
    );
  });
}

/** What the namespace of an environment admits: exactly what its services need, and why. */
export function podSecurityOf(project: Project, environment: Environment): PodSecurity {
  const needed = neededOf(project, environment);
  const level = podSecurityLevel(needed);
  if (level === 'restricted') return level;
  const reasons = needed
    .filter((each) => each.level === level)
    .map(({ service, reason }) => `${service}: ${reason}`);
  return { level, reason: [...new Set(reasons)].sort().join('; ') };
}
