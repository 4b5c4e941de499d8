import { imagesIn } from './dockerfile';
import type { SourceHash } from './source-hash';

/**
 * The images that a Dockerfile takes in `FROM`, `COPY --from` and mounts, as a build with the arguments of a manifest takes them:
 * sorted, each once. Empty where the Dockerfile is in another language than Docker's.
 *
 * @param text of the Dockerfile
 * @param manifest of the build, as `sourceHash` gives it
 * @example
 * imagesTaken('ARG BASE=debian:12\nFROM ${BASE}\n', { platform: 'linux/amd64' }); // ['debian:12']
 */
export function imagesTaken(text: string, manifest: SourceHash['manifest']): readonly string[] {
  const given = Object.entries(manifest).flatMap(([part, value]) =>
    part.startsWith('argument ') ? [[part.slice('argument '.length), value] as const] : [],
  );
  const { target, platform } = manifest;
  const options = {
    arguments: Object.fromEntries(given),
    ...(target === undefined ? {} : { target }),
    ...(platform === undefined ? {} : { platform: platform.split(',')[0] ?? platform }),
  };
  return imagesIn(text, options);
}
