import type { ImageBuildProps } from '../constructs/image-build';
import type { Project } from './project';
import type { Service } from './service';

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
    ...(dockerfile === undefined ? {} : { dockerfile }),
    ...(target === undefined ? {} : { target }),
    ...(build.builder === undefined ? {} : { builder: build.builder }),
    platform: build.platform ?? 'linux/amd64',
    arguments: { ...build.arguments, ...service.props.image.arguments },
    repository: repositoryOf(props.registry, service),
  };
}

export function repositoryOf(registry: string, { name }: Service): string {
  return `${registry}/${name}`;
}
