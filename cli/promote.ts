import { type Command } from 'commander';
import { type Finding, InvalidInput, problem } from '../core/findings';
import { describeAfter, namesBefore } from '../core/pipeline';
import {
  awaitsVerification,
  environmentsFurtherBack,
  findDigest,
  type PipelineStage,
  membersIn,
  promoteGroup,
  promoteImage,
  type Promotion,
  type Pipeline,
  promotableInto,
  recordedIn,
  type ReleaseResult,
  type ReleasesResult,
  stagesOf,
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

interface PromoteOptions extends AttributionOptions, ChangeOptions {
  readonly from?: string;
  readonly to?: string;
  readonly digest?: string;
}

/** Rules by which a service that is not named is passed over silently: it does not run here, or is released here. */
const IDLE = ['promotion/not-here', 'promotion/first', 'promotion/none-selected'];
/** Rules by which a service that is not named has to wait: the others are promoted, and the reason is reported. */
const WAITS = ['promotion/nothing-verified', 'promotion/backwards', 'promotion/shippable'];

/** `slipway promote`: selects in an environment what the one before it has verified. */
export function addPromote(command: Command): void {
  command
    .option('--from <environment>', 'the environment to promote from (default: the one before)')
    .option('--to <environment>', 'the environment to promote to; then all arguments are services')
    .option('--digest <digest>', 'promote this image instead of the newest verified one');
  changeOptions(overrideOption(attributionOptions(command))).action(promote);
}

async function promote(
  environment: string | undefined,
  others: readonly string[],
  options: PromoteOptions,
): Promise<void> {
  const context = await openProject(process.cwd(), process.env);
  const words = environment === undefined ? [] : [environment, ...others];
  const [target, names] = options.to === undefined ? [environment, others] : [options.to, words];
  const { from: wanted, override = [] } = options;
  const to = route(context.pipeline(), target, wanted, override.includes('skip'));
  const services = servicesOf(context, names).map(({ name }) => name);
  const attribution = await attributionOf(context, options, new Date());
  const sources = new Map<string, string>();
  const digestOf = ({ releases }: Pipeline, of: readonly string[]) =>
    options.digest === undefined ? undefined : findDigest(releases, options.digest, of);
  const promoteService = (pipeline: Pipeline, service: string): ReleaseResult => {
    const stage = stagesOf(pipeline, service).find(({ name }) => name === to);
    const offered = stage && promotableInto(pipeline, stage, service);
    if (stage !== undefined && offered === undefined) return { findings: [isFirst(service, to)] };
    const digest = digestOf(pipeline, [service]);
    // Of several environments before it, the one that is named; a service may pass that one by.
    const before = namesBefore(stage?.after);
    const named =
      wanted !== undefined && (before.includes(wanted) || override.includes('skip')) ? wanted : undefined;
    const from =
      named ?? (digest && recordedIn(pipeline.releases, service, digest, before)) ?? offered?.from ?? to;
    sources.set(service, from);
    const promotion: Promotion = {
      service,
      from,
      to,
      digest: digest ?? (named ? undefined : offered?.digest),
    };
    const result = promoteImage(pipeline, promotion, attribution);
    const isDone = result.release === pipeline.releases.releaseOf(to, service);
    const waits =
      isDone && digest === undefined
        ? awaitsVerification(pipeline, { environment: promotion.from, service })
        : undefined;
    return waits === undefined ? result : { findings: [waits] };
  };
  const promoteTogether = (pipeline: Pipeline, group: string): ReleasesResult => {
    const members = membersIn(pipeline, group, to);
    const isFollowing = members.some((service) => {
      const stage = stagesOf(pipeline, service).find(({ name }) => name === to);
      return stage?.after !== undefined;
    });
    const [member] = members;
    if (member !== undefined && !isFollowing) return { releases: [], findings: [isFirst(member, to)] };
    const digest = digestOf(pipeline, members);
    const promoted = promoteGroup(pipeline, { group, to, from: wanted, digest }, attribution);
    promoted.sources.forEach((source, service) => sources.set(service, source));
    return promoted;
  };
  await changeReleases(
    context,
    {
      subject: (changes) => {
        const origins = new Set(changes.map(({ after }) => sources.get(after.service) ?? to));
        return subjectOf((shipped) => `promote ${shipped} from ${[...origins].join(' and ')} to ${to}`)(
          changes,
        );
      },
      update: forEachMove(
        services,
        { service: promoteService, group: promoteTogether },
        {
          apart: override.includes('group'),
          ...(names.length === 0 ? { idle: IDLE, waits: WAITS } : {}),
        },
      ),
    },
    options,
  );
}

/** The environment to promote to. @throws InvalidInput where nothing comes before it, or not what is named */
function route(pipeline: Pipeline, to: string | undefined, from: string | undefined, skips: boolean): string {
  const { stages } = pipeline;
  const following = stages.filter(({ after }) => from !== undefined && namesBefore(after).includes(from));
  const only = following.length === 1 ? following[0]?.name : undefined;
  const target = findByName('environment', stages, to ?? only ?? 'missing');
  const before = namesBefore(target.after);
  if (before.length === 0) throw refusal(target, 'an environment that comes after another one', target.name);
  const which = before.length === 1 ? 'the environment before it' : 'the environments before it';
  if (
    from !== undefined &&
    !before.includes(from) &&
    !(skips && environmentsFurtherBack(pipeline, before).includes(from))
  )
    throw refusal(target, `promoted from ${describeAfter(target.after)}, ${which}`, from);
  return target.name;
}

/** This is the first of the environments that run the service. */
function isFirst(service: string, environment: string): Finding {
  return problem({
    rule: 'promotion/first',
    path: `environments.${environment}.services.${service}`,
    message: 'must run in an environment before this one to be promoted',
    value: 'absent, or replaced, in all of them',
    advice: `Release it here: \`npx slipway release ${service}\`.`,
  });
}

function refusal({ name }: PipelineStage, demand: string, value: string): InvalidInput {
  return new InvalidInput([
    problem({
      rule: 'cli/route',
      path: name,
      message: `must be ${demand}`,
      value,
      advice:
        'Promote from one environment to the next: an image must be verified in the one before. A hotfix that cannot wait: `--override skip --reason "…"`, which is recorded.',
    }),
  ]);
}
