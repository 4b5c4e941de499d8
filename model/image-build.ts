import type { ImageBuildProps } from '../constructs/image-build';
import type { Image } from './image';
import { imagesOf } from './images-of';
import { runsIn } from './not-run';
import type { Project } from './project';
import type { Service } from './service';

/** What is built for where the project says nothing. */
const DEFAULT_PLATFORM = 'linux/amd64';

/** A service whose image the project builds, and releases under its name. */
export type BuiltService = Service & { readonly props: { readonly image: Image } };

/** The services whose images the project builds. */
export function builtServices({ props }: Project): readonly BuiltService[] {
  return props.services.filter((service): service is BuiltService => service.props.image.kind === 'image');
}

/** The service under whose name an image is built and released; undefined for an image that was built elsewhere. */
export function builtAs({ image }: Service): Service | undefined {
  return image.kind === 'shared' ? image.service : undefined;
}

/** A service that runs what is built as some service. */
interface Runner {
  readonly service: Service;
  /** The container that does. @default the service's own */
  readonly container?: string;
}

/** All that runs in an environment what is built as this service, which itself may be among them. */
export function runnersOf(
  { props }: Project,
  environment: Parameters<typeof runsIn>[0],
  built: Service,
): readonly Runner[] {
  return props.services
    .filter((service) => runsIn(environment, service))
    .flatMap((service) =>
      imagesOf(service).flatMap(({ image, container }) =>
        image.kind === 'shared' && image.service === built ? [{ service, container }] : [],
      ),
    );
}

/** A service's image as the project builds it, before anything is known of its source. */
export function imageBuildOf(
  { props }: Project,
  service: BuiltService,
): Omit<ImageBuildProps, 'recorded'> & { readonly platform: string } {
  const { build = {} } = props;
  const { image } = service.props;
  const { context, dockerfile, target } = image;
  return {
    root: props.root,
    context,
    dockerfile,
    target,
    builder: build.builder,
    platform: image.platforms?.[0] ?? build.platform ?? DEFAULT_PLATFORM,
    arguments: image.arguments,
    sharedArguments: build.arguments,
    secrets: image.secrets,
    basesByTag: image.basesByTag,
    definition: service.file,
    repository: repositoryOf(props, service),
  };
}

/** The platforms that a service's image is built for, sorted. */
export function platformsOf({ props }: Project, { props: { image } }: Service): readonly string[] {
  const own = image.kind === 'image' ? image.platforms : undefined;
  return [...(own ?? [props.build?.platform ?? DEFAULT_PLATFORM])].sort();
}

/** Where the image of a service is pushed to. A project without a registry builds none: `checkComposition` has said so before. */
export function repositoryOf(
  { registry = '' }: Pick<Project['props'], 'registry'>,
  { name }: Service,
): string {
  return `${registry}/${name}`;
}
