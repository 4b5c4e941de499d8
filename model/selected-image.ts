import { parseImageReference } from '../constructs/image-build';
import { type ReleaseRecord, type Releases, selectedRelease } from '../promotion';
import type { DeclaredEnvironment, Environment } from './environment';
import type { PrebuiltImage } from './image';
import { builtAs, repositoryOf } from './image-build';
import { runsIn } from './not-run';
import type { Project } from './project';
import type { Service } from './service';

/** What a service runs in an environment. */
export interface SelectedImage {
  readonly repository: string;
  readonly digest: string;
  /** What the release that selects it records; undefined for an image that was built elsewhere. */
  readonly record?: ReleaseRecord;
}

/** The image that a service runs in an environment; undefined while no release selects one, and where it does not run. */
export function selectedImage(
  { project, releases }: { readonly project: Project; readonly releases: Releases },
  environment: Pick<DeclaredEnvironment | Environment, 'name' | 'mirrors'> &
    Partial<Pick<DeclaredEnvironment, 'services'> & Pick<Environment, 'notRun'>>,
  service: Service,
): SelectedImage | undefined {
  if (!runsIn(environment, service)) return undefined;
  const { image } = service;
  if (image.kind === 'prebuilt') return prebuiltIn(environment, image);
  const built = builtAs(service);
  const record = built && selectedRelease(releases, environment.name, built.name);
  if (built === undefined || record === undefined) return undefined;
  return { repository: repositoryOf(project.props, built), digest: record.digest, record };
}

/** An image that was built elsewhere, as an environment pulls it. */
export function prebuiltIn(
  { mirrors = {} }: Pick<DeclaredEnvironment | Environment, 'mirrors'>,
  { reference }: PrebuiltImage,
): SelectedImage {
  const { repository, digest = '' } = parseImageReference(reference);
  return { repository: mirroredRepository(repository, mirrors), digest };
}

/** Whether an environment pulls an image from another registry than its own. */
export function isMirrored(
  { mirrors = {} }: Pick<DeclaredEnvironment | Environment, 'mirrors'>,
  reference: string,
): boolean {
  const { repository } = parseImageReference(reference);
  return mirroredRepository(repository, mirrors) !== repository;
}

/** The repository in the registry that stands in for its own, if there is one. */
function mirroredRepository(repository: string, mirrors: Readonly<Record<string, string>>): string {
  const slash = repository.indexOf('/');
  const mirror = mirrors[repository.slice(0, slash)];
  return mirror === undefined ? repository : `${mirror}${repository.slice(slash)}`;
}
