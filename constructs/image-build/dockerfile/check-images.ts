import { type Finding, nearest, problem } from '../../../core/findings';
import { parseImageReference, wholeRepository } from '../../../core/images';
import { checkRepository } from '../repository';
import type { NamedImage, ResolvedStage } from './resolve-dockerfile';

/** A registry by its IPv6 address: Docker takes it in a Dockerfile. `registry` of a project can't be one. */
const IPV6_HOST = /^\[[0-9a-f:]+\](?::[0-9]{1,5})?\/[a-z0-9]/;

const TAG = /^\w[\w.-]{0,127}$/;

/**
 * The images that a build takes by a tag: another one tomorrow, with the same source hash. It is a warning, since it builds.
 *
 * @param run the stages that the build runs
 * @param names those of all stages
 * @param path of the Dockerfile, for findings
 * @param allowed why tags are wanted: then it is worth a note
 */
export function checkImages(
  run: readonly ResolvedStage[],
  names: readonly string[],
  path: string,
  allowed: string | undefined,
): readonly Finding[] {
  return run.flatMap(({ name = '', images }) =>
    images.flatMap((named) => {
      const at = `${path}:${named.line}`;
      const { by, image } = named;
      if (image === '' || image === undefined) return unnamed(named, at);
      if (by !== 'FROM' && (/^\d+$/.test(image) || isOneOf(names, image)))
        return [noStageBefore(by, image, at, isOneOf(names, image) && !isOneOf([name], image))];
      const { repository, tag = 'latest', digest } = parseImageReference(image);
      const isUnknown =
        !IPV6_HOST.test(repository) && checkRepository(wholeRepository(repository), at).length > 0;
      if (isUnknown || !TAG.test(tag) || !isDigest(digest)) return [noReference(image, at)];
      return digest === undefined ? [byTag(by, image, at, names, allowed)] : [];
    }),
  );
}

/** Whether a stage is called so. Where it comes later, or is the one that takes from it, Docker has not built it yet. */
function isOneOf(stages: readonly string[], name: string): boolean {
  return stages.some((stage) => stage.toLowerCase() === name.toLowerCase());
}

/** A form of Docker's, with an algorithm that may be another one. */
function isDigest(digest = `sha256:${'0'.repeat(64)}`): boolean {
  return /^[a-z][a-z0-9]*(?:[+._-][a-z0-9]+)*:[0-9a-f]{32,}$/.test(digest);
}

function noReference(image: string, path: string): Finding {
  return problem({
    rule: 'image/base',
    path,
    message: 'must name an image as Docker reads it',
    value: image,
    advice:
      'Write it like debian:12 or registry.example.com/debian:12@sha256:…: no scheme, no upper case, a whole digest.',
  });
}

function noStageBefore(by: string, stage: string, path: string, isLater: boolean): Finding {
  return problem({
    rule: 'image/base',
    path,
    message: 'must take from another stage, which comes before it',
    value: `${by}=${stage}`,
    advice: isLater
      ? `Move the stage ${stage} before the one that takes from it. If an image is meant, pin it: ${stage}@sha256:…`
      : 'Stages are counted from 0. Name the stage that is meant: FROM … AS build.',
  });
}

/** A `FROM` of nothing: Docker refuses it. Of other places too little is known here. */
function unnamed({ by }: NamedImage, path: string): readonly Finding[] {
  if (by !== 'FROM') return [];
  return [
    problem({
      rule: 'image/base',
      path,
      message: 'must name an image: its variable has no value',
      advice: 'Give the argument a default before the first FROM (ARG BASE=…), or give it in `arguments`.',
    }),
  ];
}

function byTag(
  by: string,
  image: string,
  path: string,
  stages: readonly string[],
  allowed: string | undefined,
): Finding {
  const about = { rule: 'image/base-pinned', path };
  if (allowed !== undefined)
    return {
      ...about,
      severity: 'note',
      message: 'takes an image by its tag, which may be another one tomorrow',
      value: image,
      advice: `That is wanted: ${allowed}`,
    };
  const meant = by === 'FROM' ? undefined : nearest(image, stages);
  return {
    ...about,
    severity: 'warning',
    message:
      'takes an image by its tag, which may be another one tomorrow: two builds of one source would differ',
    value: image,
    advice:
      meant === undefined
        ? `Pin it: ${image}@sha256:… (\`docker buildx imagetools inspect ${image}\` prints the digest). Or say in \`basesByTag\` why not.`
        : `No stage is called so. Is ${meant} meant? If it is an image, pin it: ${image}@sha256:…`,
  };
}
