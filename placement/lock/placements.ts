import { ENVIRONMENTS_FOLDER } from '../../core/files';
import type { Finding } from '../../core/findings';
import type { Placement } from './placement';

/** The placement file of an environment. */
export interface PlacementFile {
  /** As messages name it: `environments/prod/placement.json`. */
  readonly path: string;
  readonly environment: string;
  /** Absent if the file is invalid: the findings say why. */
  readonly placement?: Placement;
}

/**
 * All placements of a project. Immutable.
 *
 * @example
 * const placements = readPlacements(join(__dirname, 'environments'));
 * placements.find('prod')?.placement?.slots['nodes/0']; // the host that it runs on
 */
export class Placements {
  /** Placements that are not read from files, such as those of a test. */
  static of(placements: readonly Placement[], folder = ENVIRONMENTS_FOLDER): Placements {
    const files = placements.map((placement) => {
      const { environment } = placement;
      return { path: pathOf(folder, environment), environment, placement };
    });
    return new Placements(folder, files);
  }

  /**
   * @param folder the name of the folder of environments, for messages.
   * @param files every file of an environment, valid or not.
   * @param findings what is wrong in the folder, for the project's one report.
   */
  constructor(
    readonly folder: string,
    readonly files: readonly PlacementFile[],
    readonly findings: readonly Finding[] = [],
  ) {}

  /** The file of an environment, if there is one. */
  find(environment: string): PlacementFile | undefined {
    return this.files.find((file) => file.environment === environment);
  }

  /** A copy with another placement for one environment. */
  with(placement: Placement): Placements {
    const { environment } = placement;
    const others = this.files.filter((file) => file.environment !== environment);
    return new Placements(
      this.folder,
      [...others, { path: this.pathOf(environment), environment, placement }],
      this.findings,
    );
  }

  /** Where the file of an environment is, or would be. */
  pathOf(environment: string): string {
    return pathOf(this.folder, environment);
  }
}

/** The path of a placement file, with `/` on every system. */
export function pathOf(folder: string, environment: string): string {
  return `${folder}/${environment}/placement.json`;
}

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
