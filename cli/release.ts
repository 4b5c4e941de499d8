import type { Command } from 'commander';
import { type Finding, InvalidInput, problem, refuseIfAny, renderFindings } from '../core/findings';
import { shortHash } from '../core/text';
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
  findPushed,
  type Found,
  forEachService,
  gitRepositoryOf,
  imageOutputs,
  judgePushed,
  notCommitted,
  openProject,
  overrideOption,
  type ProjectContext,
  servicesOf,
  subjectOf,
  uncommittedElsewhere,
  withTheirGroups,
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
  const services = movingWith(context, servicesOf(context, names), options);
  const targets = new Map(
    services.map(({ name }) => [name, firstEnvironment(context.pipeline(), name, options.env)]),
  );
  const commit = await headCommit(gitRepositoryOf(context));
  const built = await provenImages(context, services, targets, options.output);
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
            throw new Error(`${service} was chosen without an image or an environment.`);
          return releaseImage(pipeline, { environment, service }, { ...image, commit }, attribution);
        },
      ),
    },
    options,
  );
}

/** What is built of a group is released together: what belongs together is not split where it begins. */
function movingWith(
  context: ProjectContext,
  services: readonly BuiltService[],
  { override = [] }: ReleaseOptions,
): readonly BuiltService[] {
  if (override.includes('group')) return services;
  const names = services.map(({ name }) => name);
  return servicesOf(context, withTheirGroups(context.pipeline(), names));
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
  targets: ReadonlyMap<string, string>,
  output: string,
): Promise<ReadonlyMap<string, BuiltImage>> {
  const { project, releases } = context.input;
  const { images, environments, unreadable } = resolveComposition(context.input);
  const isOurs = ({ props }: BuiltService) => props.image.builtBy === undefined;
  const outputs = services.some(isOurs)
    ? await imageOutputs(output, process.env)
    : new Map<string, BuiltImage>();
  const findings: Finding[] = [...unreadable];
  const proven = new Map<string, BuiltImage>();
  for (const service of services) {
    const planned = images.get(service);
    if (planned === undefined) continue; // `unreadable` says why.
    const found = isOurs(service)
      ? fromState(service.name, planned, outputs)
      : await findPushed(project, service, planned, process.env);
    findings.push(...found.findings);
    if (found.image === undefined) continue;
    proven.set(service.name, found.image);
    if (recordedDigest(releases, service.name, planned.source.hash) !== undefined) continue;
    const environment = environments.find(({ name }) => name === targets.get(service.name));
    const judged = await judgePushed(project, service, planned, found.image, environment, process.env);
    findings.push(...(await notCommitted(context, service, planned)), ...judged.findings);
    proven.set(service.name, judged.image);
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
  return proven;
}

/** What the images stack has built, by Terraform's state. */
function fromState(service: string, planned: PlannedImage, outputs: ReadonlyMap<string, BuiltImage>): Found {
  const image = outputs.get(service);
  if (image?.sourceHash !== planned.source.hash) return { findings: [notBuilt(service, planned, image)] };
  return { image, findings: [] };
}

function notBuilt(service: string, { source }: PlannedImage, output: BuiltImage | undefined): Finding {
  return problem({
    rule: 'release/built',
    path: `services.${service}.image`,
    message: `must be built from its current source, with hash ${shortHash(source.hash)}…`,
    value: output === undefined ? 'not built' : `built from ${shortHash(output.sourceHash)}…`,
    advice: 'Build and push it first: `npx slipway deploy images`.',
  });
}
