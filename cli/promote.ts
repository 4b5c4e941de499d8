import { type Command } from 'commander';
import { InvalidInput, problem } from '../core/findings';
import { findDigest, type PipelineStage, promoteImage, type Promotion, type Pipeline } from '../promotion';
import { named } from './named';
import { type DeedOptions, deedOf, deedOptions, overrideOption } from './shipping/deed-options';
import { each, subjectOf } from './shipping/each';
import { land, type LandOptions, landOptions } from './shipping/land';
import { openYard, servicesOf } from './shipping/yard';

interface PromoteOptions extends DeedOptions, LandOptions {
  readonly from?: string;
  readonly to?: string;
  readonly digest?: string;
}

/** What says that a service has nothing to promote: no reason to refuse, where no service was named. */
const NOTHING = ['promotion/nothing-verified', 'promotion/backwards'];

/** `slipway promote`: selects in an environment what the one before it has verified. */
export function addPromote(program: Command): void {
  const command = program
    .command('promote [environment] [service...]')
    .description('select in an environment what the one before it has verified')
    .option('--from <environment>', 'the environment before (default: the one that it comes after)')
    .option('--to <environment>', 'the environment, named as an option: then all words are services')
    .option('--digest <digest>', 'promote this image, and not the newest that is verified');
  landOptions(overrideOption(deedOptions(command))).action(promote);
}

async function promote(
  environment: string | undefined,
  others: readonly string[],
  options: PromoteOptions,
): Promise<void> {
  const yard = await openYard(process.cwd(), process.env);
  const words = environment === undefined ? [] : [environment, ...others];
  const [to, names] = options.to === undefined ? [environment, others] : [options.to, words];
  const { name, from } = route(yard.line(), to, options.from);
  const services = servicesOf(yard, names).map((service) => service.name);
  const deed = await deedOf(yard, options, new Date());
  const step = (line: Pipeline, service: string) => {
    const digest =
      options.digest === undefined ? undefined : findDigest(line.releases, options.digest, [service]);
    const promotion: Promotion = { service, from, to: name, digest };
    return promoteImage(line, promotion, deed);
  };
  await land(
    yard,
    {
      subject: subjectOf((shipped) => `promote ${shipped} from ${from} to ${name}`),
      update: each(services, step, names.length === 0 ? NOTHING : []),
    },
    options,
  );
}

/** The environment that is promoted to and the one before it. */
function route({ stages }: Pipeline, to: string | undefined, from: string | undefined) {
  const following = stages.filter(({ after }) => after !== undefined && after === from);
  const only = following.length === 1 ? following[0]?.name : undefined;
  const target = named('environment', stages, to ?? only ?? 'missing');
  if (target.after === undefined)
    throw refusal(target, 'an environment that comes after another one', target.name);
  if (from !== undefined && from !== target.after)
    throw refusal(target, `promoted from ${target.after}, which it comes after`, from);
  return { name: target.name, from: target.after };
}

function refusal({ name }: PipelineStage, demand: string, value: string): InvalidInput {
  return new InvalidInput([
    problem({
      rule: 'cli/route',
      path: name,
      message: `must be ${demand}`,
      value,
      advice: 'Images go from each environment to the one after it: only there they were proven.',
    }),
  ]);
}
