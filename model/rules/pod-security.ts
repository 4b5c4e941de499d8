import type { Finding } from '../../core/findings';
import type { ResolvedComposition } from '../composition';
import { neededOf } from '../pod-security';

/** Each service that needs more than the restricted standard: the whole namespace then admits it. */
export function podSecurity({ project, environments }: ResolvedComposition): readonly Finding[] {
  return environments.flatMap((environment) =>
    neededOf(project, environment).map(({ service, path, reason, level }): Finding => ({
      rule: 'pod-security/level',
      severity: 'note',
      path: `environments.${environment.name}.services.${service}${path}`,
      message: `needs a namespace that admits ${level} pods`,
      value: reason,
      advice: 'Every pod of the namespace may then do as much: leave it out once it is no longer needed.',
    })),
  );
}
