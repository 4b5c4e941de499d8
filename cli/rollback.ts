import { type Command } from 'commander';
import { type Finding, InvalidInput, problem } from '../core/findings';
import {
  findDigest,
  lastSelected,
  membersIn,
  type Pipeline,
  rollbackGroup,
  rollbackImage,
} from '../promotion';
import { findByName } from './project';
import {
  type AttributionOptions,
  attributionOf,
  attributionOptions,
  type ChangeOptions,
  changeOptions,
  changeReleases,
  forEachMove,
  openProject,
  overrideOption,
  servicesOf,
  subjectOf,
} from './releasing';

interface RollbackOptions extends AttributionOptions, ChangeOptions {
  readonly to?: string;
}

/** `slipway rollback`: selects an earlier image again, and holds it. */
export function addRollback(command: Command): void {
  command.option('--to <digest>', 'the image (default: the newest earlier one that was verified there)');
  changeOptions(overrideOption(attributionOptions(command), ['group'])).action(rollback);
}

async function rollback(
  environment: string,
  names: readonly string[],
  options: RollbackOptions,
): Promise<void> {
  const context = await openProject(process.cwd(), process.env);
  findByName('environment', context.input.environments, environment);
  const given = names.length > 0 ? servicesOf(context, names).map(({ name }) => name) : undefined;
  const attribution = await attributionOf(context, options, new Date());
  const rollbackService = (pipeline: Pipeline, service: string) => {
    const to = options.to === undefined ? undefined : findDigest(pipeline.releases, options.to, [service]);
    return rollbackImage(pipeline, { environment, service }, to, attribution);
  };
  const rollBackGroup = (pipeline: Pipeline, group: string) => {
    const members = membersIn(pipeline, group, environment);
    const to = options.to === undefined ? undefined : findDigest(pipeline.releases, options.to, members);
    return rollbackGroup(pipeline, { group, environment }, to, attribution);
  };
  await changeReleases(
    context,
    {
      subject: subjectOf((services) => `roll ${services} back in ${environment}`),
      update: (pipeline) =>
        forEachMove(
          given ?? changedLast(pipeline, environment),
          { service: rollbackService, group: rollBackGroup },
          { apart: options.override?.includes('group') === true },
        )(pipeline),
    },
    options,
  );
}

/**
 * The services that the last change of an environment selected. @throws InvalidInput if there was none, or if it was a rollback
 */
function changedLast(pipeline: Pipeline, environment: string): readonly string[] {
  const services = lastSelected(pipeline, environment);
  if (services.length > 0) return services;
  const { releases } = pipeline;
  const isEmpty = pipeline.services.every(
    (service) => releases.releaseOf(environment, service) === undefined,
  );
  throw new InvalidInput([isEmpty ? nothingSelected(environment) : UNCLEAR], 'nothing was written');
}

function nothingSelected(environment: string): Finding {
  return problem({
    rule: 'cli/rollback',
    path: 'environment',
    message: 'must be one that has selected an image',
    value: environment,
    advice: 'There is nothing to roll back: `npx slipway releases` shows what each environment selects.',
  });
}

const UNCLEAR = problem({
  rule: 'cli/rollback',
  path: 'service',
  message: 'must be named, since the last change here was a rollback',
  value: 'missing',
  advice: 'Name the services to roll back: `npx slipway releases` lists them.',
});
