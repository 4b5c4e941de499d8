import { ENVIRONMENTS_FOLDER } from '../core/files';
import type { Finding } from '../core/findings';
import type { Release } from './release';

/** The release file of a service in an environment. */
export interface ReleaseFile {
  /** As messages name it: `environments/dev/releases/api.json`. */
  readonly path: string;
  /** The environment's name. */
  readonly environment: string;
  /** The service's name. */
  readonly service: string;
  /** Absent if the file is invalid: the findings say why. */
  readonly release?: Release;
}

/** In the folder of environments, in the format of ssh-keygen: one for all of them, beside what it decides about. */
export const SIGNERS_FILE = 'allowed_signers';

/**
 * All releases of a project. Nothing in it changes.
 *
 * @example
 * const releases = readReleases(join(__dirname, 'environments'));
 * releases.releaseOf('prod', 'api')?.selected; // the digest that prod is to run
 */
export class Releases {
  /** Releases that no folder holds, as if they had been read from one. */
  static of(releases: readonly Release[], folder = ENVIRONMENTS_FOLDER, allowedSigners?: string): Releases {
    const files = releases.map((release) => {
      const { environment, service } = release;
      return { path: pathOf(folder, environment, service), environment, service, release };
    });
    return new Releases(folder, files, [], allowedSigners);
  }

  private readonly byPath: ReadonlyMap<string, ReleaseFile>;
  private readonly byService: ReadonlyMap<string, readonly ReleaseFile[]>;

  /**
   * @param folder the name of the folder of environments, for messages.
   * @param files every file of a service in an environment, valid or not.
   * @param findings what is wrong in the folders of releases, for the project's one report.
   * @param allowedSigners the text of the file that says who may sign events; undefined where there is none.
   */
  constructor(
    readonly folder: string,
    readonly files: readonly ReleaseFile[],
    readonly findings: readonly Finding[] = [],
    readonly allowedSigners?: string,
  ) {
    this.byPath = new Map(files.map((file) => [file.path, file]));
    this.byService = groupByService(files);
  }

  /** The same folder with a release in it as it is from now on. */
  with(release: Release): Releases {
    const { environment, service } = release;
    const path = this.pathOf(environment, service);
    const others = this.files.filter((file) => file.path !== path);
    const files = [...others, { path, environment, service, release }];
    return new Releases(this.folder, files, this.findings, this.allowedSigners);
  }

  /** The file of a service in an environment, if there is one. */
  find(environment: string, service: string): ReleaseFile | undefined {
    return this.byPath.get(this.pathOf(environment, service));
  }

  /** The release of a service in an environment; undefined where there is no file, or an invalid one. */
  releaseOf(environment: string, service: string): Release | undefined {
    return this.find(environment, service)?.release;
  }

  /** The files of a service, in whichever environment. */
  filesOf(service: string): readonly ReleaseFile[] {
    return this.byService.get(service) ?? [];
  }

  /** Where the file is, or would be, that says who may sign events. */
  get signersPath(): string {
    return `${this.folder}/${SIGNERS_FILE}`;
  }

  /** Where the file of a service in an environment is, or would be. */
  pathOf(environment: string, service: string): string {
    return pathOf(this.folder, environment, service);
  }
}

/**
 * Whether a path below the folder of environments, with `/`, is where a release file stands.
 *
 * @example
 * isReleasePath('dev/releases/api.json'); // true
 * isReleasePath('dev/placement.json'); // false
 */
export function isReleasePath(path: string): boolean {
  return /^[^/]+\/releases\/[^/.][^/]*\.json$/.test(path);
}

/** The path of a release file, with `/` on every system. */
export function pathOf(folder: string, environment: string, service: string): string {
  return `${folder}/${environment}/releases/${service}.json`;
}

function groupByService(files: readonly ReleaseFile[]): ReadonlyMap<string, readonly ReleaseFile[]> {
  const groups = new Map<string, ReleaseFile[]>();
  for (const file of files) {
    const group = groups.get(file.service);
    if (group) group.push(file);
    else groups.set(file.service, [file]);
  }
  return groups;
}
