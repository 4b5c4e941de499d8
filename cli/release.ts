import type { Command } from 'commander';
import { type Finding, InvalidInput, problem, refuseIfAny, renderFindings } from '../core/findings';
import { type BuiltService, type PlannedImage, resolveComposition } from '../model';
import { headCommit } from '../operations/git';
import {
  environmentsFurtherBack,
  type Pipeline,
  type PipelineStage,
  recordedDigest,
  releaseImage,
  stagesOf,
} from '../promotion';
import { outputOption } from './options';
import { findByName } from './project';
import {
  attributionOf,
  type AttributionOptions,
  attributionOptions,
  type BuiltImage,
  type ChangeOptions,
  changeOptions,
  changeReleases,
  forEachService,
  gitRepositoryOf,
  imageOutputs,
  notCommitted,
  notPushed,
  openProject,
  overrideOption,
  type ProjectContext,
  servicesOf,
  subjectOf,
  uncommittedElsewhere,
} from './releasing';
import { tell } from './terminal';

interface ReleaseOptions extends AttributionOptions, ChangeOptions {
  readonly env?: string;
  readonly output: string;
}

/** `slipway release`: records the images that were built, and selects them in the first environment. */
export function addRelease(command: Command): void {
  command
    .option('--env <environment>', 'the first environment to release to, where the project has several')
    .addOption(outputOption());
  changeOptions(overrideOption(attributionOptions(command))).action(release);
}

async function release(names: readonly string[], options: ReleaseOptions): Promise<void> {
  const context = await openProject(process.cwd(), process.env);
  const services = servicesOf(context, names);
  const targets = new Map(
    services.map(({ name }) => [name, firstEnvironment(context.pipeline(), name, options.env)]),
  );
  const commit = await headCommit(gitRepositoryOf(context));
  const outputs = await imageOutputs(options.output, process.env);
  const built = await provenImages(context, services, outputs);
  const attribution = await attributionOf(context, options, new Date());
  await changeReleases(
    context,
    {
      subject: (changes) => {
        const to = new Set(changes.map(({ after }) => after.environment));
        return subjectOf((shipped) => `release ${shipped} to ${[...to].join(' and ')}`)(changes);
      },
      update: forEachService(
        services.map(({ name }) => name),
        (pipeline, service) => {
          const image = built.get(service);
          const environment = targets.get(service);
          if (image === undefined || environment === undefined)
            throw new Error(`There is no image of ${service}.`);
          return releaseImage(pipeline, { environment, service }, { ...image, commit }, attribution);
        },
      ),
    },
    options,
  );
}

/**
 * The environment to release a service to: a first one, since a new image is verified nowhere yet. Where that one does without the
 * service, the first after it that runs it.
 */
export function firstEnvironment(pipeline: Pipeline, service: string, name: string | undefined): string {
  const { stages } = pipeline;
  const named =
    name === undefined
      ? stages.find(({ after }) => after === undefined)
      : findByName('environment', stages, name);
  const isBelow = ({ name: stage }: PipelineStage): boolean =>
    named !== undefined && environmentsFurtherBack(pipeline, [stage]).includes(named.name);
  const firsts = stagesOf(pipeline, service).filter(({ after }) => after === undefined);
  const [first, ...others] = firsts.some((stage) => stage.name === named?.name)
    ? [named]
    : firsts.filter(isBelow);
  if (first !== undefined && others.length === 0) return first.name;
  throw new InvalidInput(
    [
      problem({
        rule: 'cli/first',
        path: 'env',
        message: 'must be a first environment, one without `after`',
        value: [first, ...others].map((stage) => stage?.name ?? name ?? 'none').join(', '),
        advice: `Release to the first environment that runs ${service}, then promote: \`npx slipway promote ${name ?? ''}\`.`,
      }),
    ],
    'nothing was written',
  );
}

/**
 * The built images of the services, if they are proven to be built from the commit, and pushed.
 * @throws InvalidInput if one is not
 */
async function provenImages(
  context: ProjectContext,
  services: readonly BuiltService[],
  outputs: ReadonlyMap<string, BuiltImage>,
): Promise<ReadonlyMap<string, BuiltImage>> {
  const { images, unreadable } = resolveComposition(context.input);
  const findings: Finding[] = [...unreadable];
  for (const service of services) {
    const image = images.get(service);
    const output = outputs.get(service.name);
    if (image === undefined) continue; // `unreadable` says why.
    if (output?.sourceHash !== image.source.hash) findings.push(notBuilt(service.name, image, output));
    else if (recordedDigest(context.input.releases, service.name, output.sourceHash) === undefined)
      findings.push(
        ...(await notCommitted(context, service, image)),
        ...(await notPushed(context.input.project, service, output.digest, process.env)),
      );
  }
  refuseIfAny(findings, 'nothing was written');
  const warnings = findings.filter(({ severity }) => severity === 'warning');
  if (warnings.length > 0) tell(renderFindings(warnings));
  const others = await uncommittedElsewhere(context);
  if (others.length > 0) {
    tell(
      `warning: these files have uncommitted changes, and may set build arguments: ${others.slice(0, 5).join(', ')}${others.length > 5 ? ' …' : ''}`,
    );
  }
  return outputs;
}

function notBuilt(service: string, { source }: PlannedImage, output: BuiltImage | undefined): Finding {
  return problem({
    rule: 'release/built',
    path: `services.${service}.image`,
    message: `must be built from its current source, with hash ${source.hash.slice(0, 12)}…`,
    value: output === undefined ? 'not built' : `built from ${output.sourceHash.slice(0, 12)}…`,
    advice: 'Build and push it first: `npx slipway deploy images`.',
  });
}
