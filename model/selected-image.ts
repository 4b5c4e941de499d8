import { parseImageReference } from '../constructs/image-build';
import { type ReleaseRecord, type Releases, selectedRelease } from '../promotion';
import type { DeclaredEnvironment, Environment } from './environment';
import type { PrebuiltImage } from './image';
import { imagesOf } from './images-of';
import { repositoryOf } from './image-build';
import { runsIn } from './not-run';
import type { Project } from './project';
import type { Service, SharedImage } from './service';

/** What a service runs in an environment. */
export interface SelectedImage {
  /** Where the environment pulls it from. */
  readonly repository: string;
  /** Where it was pushed: another repository than that one where a mirror stands in for its registry. */
  readonly origin: string;
  readonly digest: string;
  /** What the release that selects it records; undefined for an image that was built elsewhere. */
  readonly record?: ReleaseRecord;
}

interface Selection {
  readonly project: Project;
  readonly releases: Releases;
}

type In = Pick<DeclaredEnvironment | Environment, 'name' | 'mirrors'> &
  Partial<Pick<DeclaredEnvironment, 'services'> & Pick<Environment, 'notRun'>>;

/**
 * The image that a service runs in an environment; undefined where it does not run, and while no release selects one of the images of
 * its pods.
 */
export function selectedImage(
  selection: Selection,
  environment: In,
  service: Service,
): SelectedImage | undefined {
  if (!runsIn(environment, service)) return undefined;
  const [own, ...others] = imagesOf(service).map(({ image }) => selectedOf(selection, environment, image));
  return others.includes(undefined) ? undefined : own;
}

/** What an environment runs of an image; undefined while no release selects one. */
export function selectedOf(
  { project, releases }: Selection,
  environment: In,
  image: PrebuiltImage | SharedImage,
): SelectedImage | undefined {
  if (image.kind === 'prebuilt') {
    const { repository, digest = '' } = parseImageReference(image.reference);
    return { ...pulledFrom(repository, environment), digest };
  }
  const record = selectedRelease(releases, environment.name, image.service.name);
  if (record === undefined) return undefined;
  return {
    ...pulledFrom(repositoryOf(project.props, image.service), environment),
    digest: record.digest,
    record,
  };
}

/** Where an image is pulled from: its own repository, or the same in the registry that stands in for that one. */
function pulledFrom(
  origin: string,
  { mirrors = {} }: Pick<In, 'mirrors'>,
): Pick<SelectedImage, 'repository' | 'origin'> {
  const slash = origin.indexOf('/');
  const mirror = mirrors[origin.slice(0, slash)];
  return { repository: mirror === undefined ? origin : `${mirror}${origin.slice(slash)}`, origin };
}

/** Whether an environment pulls an image from another registry than its own. */
export function isMirrored(environment: Pick<In, 'mirrors'>, { reference }: PrebuiltImage): boolean {
  const { repository, origin } = pulledFrom(parseImageReference(reference).repository, environment);
  return repository !== origin;
}
