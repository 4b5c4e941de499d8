import type { ImageBuildProps } from '../constructs/image-build';
import type { Project } from './project';
import type { Service } from './service';

/** What is built for where the project says nothing. */
export const DEFAULT_PLATFORM = 'linux/amd64';

/** A service's image as the project builds it, before anything is known of its source. */
export function imageBuildOf(
  { props }: Project,
  service: Service,
): Omit<ImageBuildProps, 'recorded'> & { readonly platform: string } {
  const { build = {} } = props;
  const { context, dockerfile, target } = service.props.image;
  return {
    root: props.root,
    context,
    dockerfile,
    target,
    builder: build.builder,
    platform: build.platform ?? DEFAULT_PLATFORM,
    arguments: { ...build.arguments, ...service.props.image.arguments },
    repository: repositoryOf(props.registry, service),
  };
}

export function repositoryOf(registry: string, { name }: Service): string {
  return `${registry}/${name}`;
}
