import type { Command } from 'commander';
import { sourceTag } from '../constructs/image-build';
import { type Finding, InvalidInput, problem, refuseIfAny, renderFindings } from '../core/findings';
import {
  type BuiltService,
  builtServices,
  type Environment,
  type PlannedImage,
  resolveComposition,
} from '../model';
import { headCommit } from '../operations/git';
import { recordedDigests, releaseImage } from '../promotion';
import { buildAndPush } from './building';
import { findByName } from './project';
import { firstEnvironment } from './release';
import {
  attributionOf,
  type AttributionOptions,
  attributionOptions,
  type BuiltImage,
  type ChangeOptions,
  changeOptions,
  changeReleases,
  findByTag,
  forEachService,
  gitRepositoryOf,
  judgePushed,
  notCommitted,
  openProject,
  overrideOption,
  type ProjectContext,
  refuseWithoutKey,
  subjectOf,
} from './releasing';
import { print, tell } from './terminal';

interface RebuildOptions extends AttributionOptions, ChangeOptions {
  readonly env?: string;
}

/** `slipway rebuild`: another image of a source that has one, for a patched base. */
export function addRebuild(command: Command): void {
  command.option('--env <environment>', 'the first environment to release to, where the project has several');
  changeOptions(overrideOption(attributionOptions(command))).action(rebuild);
}

async function rebuild(name: string, options: RebuildOptions): Promise<void> {
  const context = await openProject(process.cwd(), process.env);
  const service = findByName('service', builtServices(context.input.project), name);
  const environment = firstEnvironment(context.pipeline(), name, options.env);
  const reason = reasonOf(options);
  await refuseWithoutKey(context, environment, options);
  const commit = await headCommit(gitRepositoryOf(context));
  const attribution = await attributionOf(context, options, new Date());
  const { images, environments, unreadable } = resolveComposition(context.input);
  refuseIfAny(unreadable, 'nothing was built');
  const planned = images.get(service);
  if (planned === undefined) throw new Error(`No image was planned for ${name}, which is built here.`);
  refuseIfAny(
    [...neverBuilt(name, planned), ...(await notCommitted(context, service, planned))],
    'nothing was built',
  );
  const tag = nextTag(context, name, planned);
  const isOurs = service.props.image.builtBy === undefined;
  if (isOurs && options.dryRun === true) {
    print(`${planned.build.repository}:${tag} would be built, pushed and recorded.`);
    return;
  }
  if (isOurs) await buildAndPush(planned, `${planned.build.repository}:${tag}`, process.env, tell);
  const target = environments.find((one) => one.name === environment);
  const image = await pushedImage(context, service, planned, tag, target);
  await changeReleases(
    context,
    {
      subject: subjectOf((shipped) => `release a rebuild of ${shipped} to ${environment}`),
      update: forEachService([name], (pipeline) =>
        releaseImage(
          pipeline,
          { environment, service: name },
          { ...image, commit, rebuild: reason },
          attribution,
        ),
      ),
    },
    options,
  );
}

/** It is recorded with the image: whoever compares two images of one source must know why there are two. */
function reasonOf({ reason }: RebuildOptions): string {
  if (reason !== undefined && reason.trim() !== '') return reason;
  throw new InvalidInput(
    [
      problem({
        rule: 'cli/reason',
        path: 'reason',
        message: 'must say why the same source is built again',
        value: 'missing',
        advice: 'Pass `--reason "openssl is fixed in the base"`.',
      }),
    ],
    'nothing was built',
  );
}

function neverBuilt(service: string, { recorded }: PlannedImage): readonly Finding[] {
  if (recorded !== undefined) return [];
  return [
    problem({
      rule: 'rebuild/recorded',
      path: `services.${service}.image`,
      message: 'must have a recorded image of its current source, of which this is to be another',
      value: 'not recorded',
      advice: 'Build and release it: `npx slipway deploy images`, then `npx slipway release`.',
    }),
  ];
}

/** The first image of a source has its tag; the second has the same with -2 behind it. */
function nextTag({ input }: ProjectContext, service: string, { source }: PlannedImage): string {
  return `${sourceTag(source.hash)}-${recordedDigests(input.releases, service, source.hash).length + 1}`;
}

/** What the registry has by the tag of the rebuild, with what it says of it. */
async function pushedImage(
  { input: { project } }: ProjectContext,
  service: BuiltService,
  planned: PlannedImage,
  tag: string,
  environment: Environment | undefined,
): Promise<BuiltImage> {
  const found = await findByTag(project, service, planned, tag, process.env);
  refuseIfAny(found.findings, 'nothing was written');
  if (found.image === undefined) throw new Error(`There is no image ${tag}.`);
  const { image, findings } = await judgePushed(
    project,
    service,
    planned,
    found.image,
    environment,
    process.env,
  );
  refuseIfAny(findings, 'nothing was written');
  if (findings.length > 0) tell(renderFindings(findings));
  return image;
}
