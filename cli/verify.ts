import { type Command, Option } from 'commander';
import { Duration } from '../constructs/quantities';
import { type Finding, problem } from '../core/findings';
import { type BuiltService, type DeclaredEnvironment, runnersOf } from '../model';
import { Failure } from '../operations/process';
import {
  instantOf,
  type Pipeline,
  type Release,
  type ReleaseResult,
  selectedRelease,
  verifyImage,
} from '../promotion';
import {
  type EnvironmentCluster,
  environmentCluster,
  environmentPods,
  explainObserved,
  type ObservedService,
  observeServices,
  type SelectedService,
} from './cluster';
import { parseDuration } from './options';
import { findByName } from './project';
import {
  attributionOf,
  type AttributionOptions,
  attributionOptions,
  type ChangeOptions,
  changeOptions,
  changeReleases,
  forEachService,
  openProject,
  passedChecks,
  type ProjectContext,
  refuseWithoutKey,
  type RequestedChange,
  servicesOf,
  subjectOf,
} from './releasing';
import { tell } from './terminal';

interface VerifyOptions extends AttributionOptions, ChangeOptions {
  readonly verifiedBy?: string;
  readonly stableFor: Duration;
  readonly wait?: Duration | true;
}

const DEFAULT_WAIT = Duration.minutes(10);
/** Rules by which a service that is not named is passed over silently: there is nothing of it here. */
const IDLE = ['promotion/nothing-selected', 'promotion/not-here'];
/** Rules by which a selected image cannot be verified: the others are, and the reason is reported. */
const WAITS = ['promotion/shippable'];

/** `slipway verify`: proves that the cluster runs what a release selects, and records that. */
export function addVerify(command: Command): void {
  command
    .addOption(
      new Option('--stable-for <time>', 'how long it must have been available without interruption')
        .argParser(parseDuration)
        .default(Duration.seconds(30), '30s'),
    )
    .addOption(
      new Option('--wait [time]', 'wait until it runs; 10m if no time is given').argParser(parseDuration),
    )
    .option(
      '--verified-by <who>',
      'record this URL or note without asking the cluster, where it cannot be reached from here',
    );
  changeOptions(attributionOptions(command)).action(verify);
}

async function verify(environment: string, names: readonly string[], options: VerifyOptions): Promise<void> {
  const context = await openProject(process.cwd(), process.env);
  const target = findByName('environment', context.input.environments, environment);
  const services = servicesOf(context, names);
  await refuseWithoutKey(context, environment, options);
  const cluster = environmentCluster(context.input.project, target, process.env);
  const observed =
    options.verifiedBy === undefined
      ? await observeSelected(context, cluster, target, services, options)
      : undefined;
  const by = options.verifiedBy ?? options.by;
  const attribution = await attributionOf(context, { ...options, by }, new Date());
  let checked: readonly string[] = [];

  const verifyService = (pipeline: Pipeline, service: string): ReleaseResult => {
    const seen = observed?.find((found) => found.built === service);
    const reason =
      seen?.judgement.runs === true ? [seen.judgement.evidence, ...checked].join('\n') : attribution.reason;
    const at = instantOf(new Date());
    const result = verifyImage(pipeline, { environment, service }, { ...attribution, at, reason });
    if (observed === undefined || result.release === undefined || result.release.selected === seen?.digest)
      return result;
    return { findings: [overtaken(pipeline, environment, service, seen?.digest)] };
  };
  const missing = (observed ?? []).filter(({ judgement }) => !judgement.runs).map(({ built }) => built);
  const proven = services.filter(({ name }) => !missing.includes(name));
  const update = forEachService(
    proven.map(({ name }) => name),
    verifyService,
    names.length === 0 ? { idle: IDLE, waits: WAITS } : {},
  );
  if (observed !== undefined && (target.checks ?? []).length > 0) {
    // They are about the environment as a whole: of one that does not run as it should they would prove nothing.
    if (missing.length > 0) throw await notRunning(cluster, environment, observed);
    if (changesAnything(context, update))
      checked = await passedChecks(context.input.project, target, {
        pods: environmentPods(context.input.project, target, process.env),
        patience: patienceOf(options),
        env: process.env,
      });
  }
  const subject = subjectOf((list) => `verify ${list} in ${environment}`);
  await changeReleases(context, { subject, update }, options);
  if (missing.length > 0) throw await notRunning(cluster, environment, observed ?? []);
}

/** A service, or a container beside it, that runs what is built as a service. */
interface RunnerOf extends SelectedService {
  readonly built: string;
}

/** Asks the cluster about all that runs one of the images, unless the selected image is a sample. */
function observeSelected(
  { input }: ProjectContext,
  cluster: EnvironmentCluster,
  environment: DeclaredEnvironment,
  services: readonly BuiltService[],
  { stableFor, wait }: VerifyOptions,
): Promise<readonly ObservedService<RunnerOf>[]> {
  const selected = services.flatMap((built) => {
    const release = selectedRelease(input.releases, environment.name, built.name);
    if (release === undefined || release.sample === true) return [];
    return runnersOf(input.project, environment, built).map(({ service, container }) => ({
      built: built.name,
      service: service.name,
      digest: release.digest,
      container,
    }));
  });
  return observeServices(cluster, selected, { stableFor, patience: patienceOf({ wait }), tell });
}

function patienceOf({ wait }: Pick<VerifyOptions, 'wait'>): Duration {
  return wait === undefined ? Duration.seconds(0) : wait === true ? DEFAULT_WAIT : wait;
}

/** Whether there is something to record: checks may take long. */
function changesAnything(context: ProjectContext, update: RequestedChange['update']): boolean {
  const { releases, findings } = update(context.pipeline());
  const isNew = (after: Release) =>
    after !== context.input.releases.releaseOf(after.environment, after.service);
  return findings.length === 0 && releases.some(isNew);
}

/** The services that do not run what is selected, with the causes that the cluster knows. */
async function notRunning(
  cluster: EnvironmentCluster,
  environment: string,
  observed: readonly ObservedService[],
): Promise<Failure> {
  return new Failure(
    [
      `these services of ${environment} were not verified, since they do not run what is selected:`,
      ...(await explainObserved(cluster, observed)),
    ].join('\n'),
  );
}

function overtaken(
  { releases }: Pipeline,
  environment: string,
  service: string,
  digest: string | undefined,
): Finding {
  return problem({
    rule: 'promotion/overtaken',
    path: `${releases.pathOf(environment, service)}#/selected`,
    message: `must still be ${digest ?? 'nothing'}, as it was when the cluster was asked`,
    value: releases.releaseOf(environment, service)?.selected ?? 'null',
    advice: 'Another image was selected meanwhile: deploy it, and verify again.',
  });
}
