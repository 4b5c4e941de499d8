import { type Digest, sourceTag } from '../../constructs/image-build';
import { type Finding, problem } from '../../core/findings';
import {
  type BuiltService,
  type Environment,
  nodePlatforms,
  type PlannedImage,
  type Project,
} from '../../model';
import { Failure } from '../../operations/process';
import { digestOfTag, platformsOfImage } from '../../operations/registry';
import { registryOptions } from '../project';
import { notPushed } from './check-pushed';
import type { BuiltImage } from './image-outputs';

/** A built image, or why there is none to record. */
export interface Found {
  readonly image?: BuiltImage;
  readonly findings: readonly Finding[];
}

/** An image, and what is wrong with it. */
type Judged = Required<Found>;

/** The image that a pipeline has pushed for a source, or that a release holds already. */
export async function findPushed(
  project: Project,
  service: BuiltService,
  planned: PlannedImage,
  env: NodeJS.ProcessEnv,
): Promise<Found> {
  const { source, platforms, recorded } = planned;
  if (recorded !== undefined)
    return { image: { digest: recorded, sourceHash: source.hash, platforms: [...platforms] }, findings: [] };
  return findByTag(project, service, planned, sourceTag(source.hash), env);
}

/** What the registry has by a tag now. */
export async function findByTag(
  project: Project,
  { name }: BuiltService,
  { build: { repository }, source, platforms }: PlannedImage,
  tag: string,
  env: NodeJS.ProcessEnv,
): Promise<Found> {
  const reference = `${repository}:${tag}`;
  const subject = { rule: 'release/built', path: `services.${name}.image` };
  try {
    const digest = await digestOfTag(repository, tag, registryOptions(project, env));
    if (digest !== undefined)
      return {
        image: { digest: digest as Digest, sourceHash: source.hash, platforms: [...platforms] },
        findings: [],
      };
    return {
      findings: [
        problem({
          ...subject,
          message: 'must be built from its current source by your pipeline, and pushed',
          value: `not in the registry as ${reference}`,
          advice:
            'Run the pipeline for this commit: `npx slipway images --json` says what it builds, and under which tag.',
        }),
      ],
    };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    // There is no other word on what the pipeline has built.
    return {
      findings: [
        problem({
          ...subject,
          message: 'must be looked up in the registry, which alone knows what your pipeline has pushed',
          value: error.message,
          advice: 'Release where the registry can be reached.',
        }),
      ],
    };
  }
}

/**
 * A pushed image with what its registry says of it: the platforms that it is for, layers that are missing, and what does not fit.
 *
 * @param environment where it is released to; its machines must be able to run it
 */
export async function judgePushed(
  project: Project,
  service: BuiltService,
  planned: PlannedImage,
  image: BuiltImage,
  environment: Environment | undefined,
  env: NodeJS.ProcessEnv,
): Promise<Judged> {
  const missing = await notPushed(project, service, image.digest, env);
  const nodes = environment === undefined ? [] : nodePlatforms(environment);
  const read = await withPlatforms(project, service, planned, image, nodes, env);
  return { image: read.image, findings: [...missing, ...read.findings] };
}

/**
 * The image with the platforms that its configurations in the registry say, and what does not fit.
 *
 * @param nodes the platforms of the machines that are to run it; empty where they are not known
 */
async function withPlatforms(
  project: Project,
  { name }: BuiltService,
  { build: { repository }, platforms: asked }: PlannedImage,
  image: BuiltImage,
  nodes: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<Judged> {
  let found: readonly string[];
  try {
    found = await platformsOfImage(repository, image.digest, registryOptions(project, env));
  } catch (error) {
    // That the registry cannot be asked is reported where its layers are looked for.
    if (error instanceof Failure) return { image, findings: [] };
    throw error;
  }
  // An image that it lacks is reported there as well.
  if (found.length === 0) return { image, findings: [] };
  const lacking = asked.filter((platform) => !found.includes(platform));
  const without = nodes.filter((platform) => !found.includes(platform) && !lacking.includes(platform));
  const subject = { rule: 'release/platform', path: `services.${name}.image` };
  const value = `for ${found.join(', ')}, as its configuration in the registry says`;
  return {
    image: { ...image, platforms: [...found] },
    findings: [
      ...(lacking.length === 0
        ? []
        : [
            problem({
              ...subject,
              message: `must be for ${lacking.join(' and ')}, which was asked for`,
              value,
              advice:
                'Look at what it starts from: a base that is pinned by the digest of one platform gives that one, whatever is asked for.',
            }),
          ]),
      ...(without.length === 0
        ? []
        : [
            problem({
              ...subject,
              message: `must be for ${without.join(' and ')}, which the machines of the environment are`,
              value,
              advice: 'Build it for the platform of the machines too.',
            }),
          ]),
    ],
  };
}
