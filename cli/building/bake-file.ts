import type { ImageToBuild } from './image-to-build';

/**
 * A file for `docker buildx bake`, which builds what is to be built by a pipeline and what no release holds yet. It is run in the
 * project's folder.
 *
 * @see https://docs.docker.com/build/bake/reference/
 */
export function bakeFile(images: readonly ImageToBuild[]): object {
  const open = images.filter(({ builtBy, recorded }) => builtBy === 'ci' && recorded === null);
  return {
    group: { default: { targets: open.map(({ service }) => service) } },
    target: Object.fromEntries(open.map((image) => [image.service, targetOf(image)])),
  };
}

function targetOf(image: ImageToBuild): object {
  const { reference, context, dockerfile, target, platforms, arguments: args, secrets } = image;
  return {
    context,
    dockerfile,
    ...(target === null ? {} : { target }),
    platforms,
    args,
    tags: [reference],
    secret: Object.entries(secrets).map(([id, variable]) => `type=env,id=${id},env=${variable}`),
  };
}
