import type { Finding } from '../../core/findings';
import type { Placements } from './placements';

/** A warning for each file whose environment the project does not have. */
export function foreignPlacements(
  placements: Placements,
  environments: readonly string[],
): readonly Finding[] {
  return placements.files
    .filter(({ environment }) => !environments.includes(environment))
    .map(({ path }) => ({
      rule: 'placement/unknown-environment',
      severity: 'warning',
      path,
      message: `must be named like an environment of the project: ${environments.join(', ')}`,
      advice:
        'Correct its name. If the project no longer has the environment, delete the file: git keeps its history.',
    }));
}
