import { sourceTag } from '../../constructs/image-build';
import { type Finding, InvalidInput, problem } from '../../core/findings';
import { type Environment, type Project, repositoryOf } from '../../model';
import { type ClusterClient, missingForServices, needsOfServices } from '../../operations/cluster';
import type { RegistryOptions } from '../../operations/registry';
import { type ReleaseRecord, type Releases, selectedRelease } from '../../promotion';
import { findImage } from '../project';

export interface PreflightInput {
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
    const record = selectedRelease(input.releases, input.environment.name, service.name);
    return record === undefined ? [] : [{ service, record }];
  });
  const platforms = Object.fromEntries(
    selected.map(({ service, record }) => [service.name, record.platforms]),
  );
  const needs = needsOfServices(input.project, input.environment, {
    baseApplied: input.baseApplied,
    platforms,
  });
  const findings = [
    ...(await missingForServices(input.cluster, needs)),
    ...(
      await Promise.all(
        selected.map(({ service, record }) =>
          checkImage(input, service.name, repositoryOf(input.project.props.registry, service), record),
        ),
      )
    ).flat(),
  ];
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new InvalidInput(errors, 'the services were not deployed');
  return findings;
}

async function checkImage(
  { environment, registry, releases }: PreflightInput,
  service: string,
  repository: string,
  { digest, sample, sourceHash }: ReleaseRecord,
): Promise<readonly Finding[]> {
  const about = { rule: 'deploy/image', path: releases.pathOf(environment.name, service) };
  if (sample === true)
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
        `Push it again from an engine that has it: \`docker push ${repository}:${sourceTag(sourceHash)}\`. ` +
        "Where none has, bring the registry's storage back, or select another digest.",
    }),
  ];
}
