import type { Finding } from '../../core/findings';
import { checkPlacement, foreignPlacements } from '../../placement';
import type { ResolvedComposition } from '../composition';
import { fleetOf } from '../fleet-of';

/** The placement files can be read, and belong to environments of the project. */
export function placementFiles({ declared, placements }: ResolvedComposition): readonly Finding[] {
  return [
    ...placements.findings,
    ...foreignPlacements(
      placements,
      declared.map(({ name }) => name),
    ),
  ];
}

/** Every slot is on a host that it may be on, and no host promises more than it has. */
export function placement({ declared, placements }: ResolvedComposition): readonly Finding[] {
  return declared.flatMap((environment) => {
    const file = placements.find(environment.name);
    return checkPlacement(fleetOf(environment), file?.placement, placements.pathOf(environment.name));
  });
}
