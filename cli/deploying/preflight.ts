import { sourceTag } from '../../constructs/image-build';
import { type Finding, InvalidInput, problem } from '../../core/findings';
import {
  type Environment,
  imagesOf,
  type Project,
  type SelectedImage,
  selectedImage,
  selectedOf,
} from '../../model';
import { type ClusterClient, missingForServices, needsOfServices } from '../../operations/cluster';
import type { RegistryOptions } from '../../operations/registry';
import type { Releases } from '../../promotion';
import { findImage } from '../project';

interface PreflightInput {
  readonly project: Project;
  readonly environment: Environment;
  readonly releases: Releases;
  readonly cluster: ClusterClient;
  readonly registry: RegistryOptions;
  /** Whether the base stack has been deployed. Before that, the namespace and its secrets may be missing. */
  readonly baseApplied: boolean;
}

/**
 * What must exist before an environment's services are deployed: the cluster and what it must provide, the keys of the secrets,
 * the images. Returns the warnings.
 * @throws InvalidInput listing everything that is missing
 */
export async function preflight(input: PreflightInput): Promise<readonly Finding[]> {
  const selected = input.project.props.services.flatMap((service) => {
    const image = selectedImage(input, input.environment, service);
    return image === undefined ? [] : [{ service, image }];
  });
  const platforms = Object.fromEntries(
    selected.flatMap(({ service, image: { record } }) =>
      record === undefined ? [] : [[service.name, record.platforms]],
    ),
  );
  const needs = needsOfServices(input.project, input.environment, {
    baseApplied: input.baseApplied,
    platforms,
  });
  const findings = [
    ...(await missingForServices(input.cluster, needs)),
    ...(await Promise.all(imagesToPull(input).map((image) => checkImage(input, image)))).flat(),
  ];
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new InvalidInput(errors, 'the services were not deployed');
  return findings;
}

/** An image that nodes will pull, and where it is selected. */
interface ImageToPull extends SelectedImage {
  readonly path: string;
}

/** Every image of the pods that run here, once. */
export function imagesToPull(
  input: Pick<PreflightInput, 'project' | 'environment' | 'releases'>,
): readonly ImageToPull[] {
  const { project, environment, releases } = input;
  const all = project.props.services
    .filter((service) => selectedImage(input, environment, service) !== undefined)
    .flatMap(imagesOf)
    .flatMap(({ image, path }) => {
      const selected = selectedOf(input, environment, image);
      if (selected === undefined) return [];
      const at = image.kind === 'shared' ? releases.pathOf(environment.name, image.service.name) : path;
      return [{ ...selected, path: at }];
    });
  return [...new Map(all.map((one) => [`${one.repository}@${one.digest}`, one])).values()];
}

async function checkImage(
  { registry, environment }: PreflightInput,
  { repository, origin, digest, record, path }: ImageToPull,
): Promise<readonly Finding[]> {
  const about = { rule: 'deploy/image', path };
  if (record?.sample === true)
    return [
      problem({
        ...about,
        message: 'must select an image that was built',
        value: `the sample ${digest}`,
        advice: 'Deploy the images, and record them: `slipway deploy images`, then `slipway release`.',
      }),
    ];
  const found = await findImage(repository, digest, registry);
  if (found.unreachable !== undefined)
    // The nodes may be able to reach a registry that we cannot.
    return [
      {
        ...about,
        severity: 'warning',
        message: 'selects an image that could not be looked up',
        value: found.unreachable,
        advice: 'The rollout will show whether the nodes can pull it.',
      },
    ];
  if (found.missing === undefined) return [];
  return [
    problem({
      ...about,
      message: 'must select an image that is complete in the registry',
      value: `${repository}@${digest}: ${found.missing}`,
      advice:
        repository !== origin
          ? `It is a mirror of ${origin}. Copy what is selected: \`npx slipway mirror ${environment.name}\`.`
          : record === undefined
            ? 'Pin a digest that it has: take the digest out, and run `npx slipway pin`.'
            : `Push it again from an engine that has it: \`docker push ${repository}:${sourceTag(record.sourceHash)}\`. ` +
              "Where none has, bring the registry's storage back, or select another digest.",
    }),
  ];
}
