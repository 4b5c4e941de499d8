import { type Command, Option } from 'commander';
import { Duration } from '../constructs/quantities';
import { type Finding, problem } from '../core/findings';
import { Failure } from '../operations/process';
import { type Pipeline, type ReleaseResult, selectedRelease, verifyImage } from '../promotion';
import { named } from './named';
import { type DeedOptions, deedOf, deedOptions } from './shipping/deed-options';
import { parseDuration } from './shipping/duration-option';
import { each, subjectOf } from './shipping/each';
import { land, type LandOptions, landOptions } from './shipping/land';
import { type Live, liveOf } from './shipping/live';
import { look, type Seen } from './shipping/look';
import { openYard, servicesOf, type Yard } from './shipping/yard';

interface VerifyOptions extends DeedOptions, LandOptions {
  readonly verifiedBy?: string;
  readonly stableFor: Duration;
  readonly wait?: Duration | true;
}

const DEFAULT_WAIT = Duration.minutes(10);
const NOTHING = ['promotion/nothing-selected', 'promotion/shippable'];

/** `slipway verify`: proves that what a release selects is what really runs, and records that. */
export function addVerify(program: Command): void {
  const command = program
    .command('verify <environment> [service...]')
    .description('prove that what is selected is what the cluster runs, and record it')
    .addOption(
      new Option('--stable-for <time>', 'how long it must have been available without a break')
        .argParser(parseDuration)
        .default(Duration.seconds(30), '30s'),
    )
    .addOption(new Option('--wait [time]', 'wait for it (default: 10m)').argParser(parseDuration))
    .option(
      '--verified-by <who>',
      'for a cluster that can’t be reached from here: record this address or note, and ask no cluster',
    );
  landOptions(deedOptions(command)).action(verify);
}

async function verify(environment: string, names: readonly string[], options: VerifyOptions): Promise<void> {
  const yard = await openYard(process.cwd(), process.env);
  const target = named('environment', yard.input.environments, environment);
  const services = servicesOf(yard, names).map(({ name }) => name);
  const live = liveOf(yard.input.project, target, process.env);
  const seen =
    options.verifiedBy === undefined ? await lookAt(yard, live, environment, services, options) : undefined;
  const deed = await deedOf(yard, { ...options, by: options.verifiedBy ?? options.by }, new Date());

  const step = (line: Pipeline, service: string): ReleaseResult => {
    const sight = seen?.find((each) => each.service === service);
    const reason = sight?.judgement.runs === true ? sight.judgement.seen : deed.reason;
    const taken = verifyImage(line, { environment, service }, { ...deed, reason });
    if (seen === undefined || taken.release === undefined || taken.release.selected === sight?.digest)
      return taken;
    return { findings: [overtaken(line, environment, service, sight?.digest)] };
  };
  const missing = (seen ?? []).filter(({ judgement }) => !judgement.runs).map(({ service }) => service);
  const update = each(
    services.filter((service) => !missing.includes(service)),
    step,
    names.length === 0 ? NOTHING : [],
  );
  await land(yard, { subject: subjectOf((list) => `verify ${list} in ${environment}`), update }, options);
  if (missing.length > 0) throw await notRunning(live, environment, seen ?? []);
}

/** Looks at each service that selects a real image. */
function lookAt(
  yard: Yard,
  live: Live,
  environment: string,
  services: readonly string[],
  { stableFor, wait }: VerifyOptions,
): Promise<readonly Seen[]> {
  const selected = services.flatMap((service) => {
    const release = selectedRelease(yard.input.releases, environment, service);
    return release === undefined || release.sample === true ? [] : [{ service, digest: release.digest }];
  });
  const patience = wait === undefined ? Duration.seconds(0) : wait === true ? DEFAULT_WAIT : wait;
  const tell = (message: string) => process.stderr.write(`${message}\n`);
  return look(live, selected, { stableFor, patience, tell });
}

/** What does not run as it is selected, and the causes as far as the cluster knows them. */
async function notRunning(live: Live, environment: string, seen: readonly Seen[]): Promise<Failure> {
  const lines: string[] = [];
  for (const { service, judgement } of seen) {
    if (judgement.runs) continue;
    lines.push(
      `  ${service}: ${judgement.why}`,
      ...(await live.causes(service)).map((cause) => `  ${cause}`),
    );
  }
  return new Failure(
    [`${environment} does not run what it selects, so it was not verified:`, ...lines].join('\n'),
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
    message: `must still be ${digest ?? 'nothing'}, as it was when the cluster was looked at`,
    value: releases.find(environment, service)?.release?.selected ?? 'null',
    advice: 'Somebody selected another image meanwhile: deploy that, and verify again.',
  });
}
