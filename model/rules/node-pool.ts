import { type Finding, problem } from '../../core/findings';
import type { ResolvedComposition } from '../composition';
import type { Environment } from '../environment';
import { platformsOf } from '../image-build';
import { poolPlatforms } from '../machine-platforms';
import { runsIn } from '../not-run';
import { selectedImage } from '../selected-image';

/** If the cluster's nodes are the environment's own machines, the images are built for their platform. */
export function nodePool(composition: ResolvedComposition): readonly Finding[] {
  return composition.environments.flatMap((environment) => {
    const { nodePool: name } = environment.cluster;
    if (name === undefined) return [];
    const pool = environment.pools[name];
    if (pool !== undefined)
      return poolPlatforms(pool).flatMap((machine) => platform(composition, environment, name, machine));
    return [
      problem({
        rule: 'node-pool/unknown',
        path: `environments.${environment.name}.cluster.nodePool`,
        message: 'must be one of the environment’s pools',
        value: name,
        advice: `Its pools: ${Object.keys(environment.pools).join(', ') || 'none'}. Leave out nodePool if the nodes are not its own machines.`,
      }),
    ];
  });
}

/** A selected image has the platforms that its release records. One that is not yet released will have the project's. */
function platform(
  { project, releases }: ResolvedComposition,
  environment: Environment,
  name: string,
  machine: string,
): readonly Finding[] {
  return project.props.services.flatMap((service) => {
    // Of one that was built elsewhere, only its registry knows.
    if (!runsIn(environment, service) || service.image.kind === 'prebuilt') return [];
    const platforms =
      selectedImage({ project, releases }, environment, service)?.record?.platforms ??
      platformsOf(project, service.image.service);
    if (platforms.includes(machine)) return [];
    return [
      problem({
        rule: 'node-pool/platform',
        path: `environments.${environment.name}.pools.${name}.image.architecture`,
        message: `must be one that ${service.name} is built for, which is ${platforms.join(', ')}`,
        value: machine.slice('linux/'.length),
        advice: 'Use a machine image of that architecture, or build for the platform of the machines.',
      }),
    ];
  });
}
