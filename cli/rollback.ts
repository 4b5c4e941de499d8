import { type Command } from 'commander';
import { InvalidInput, problem } from '../core/findings';
import { findDigest, lastSelected, type Pipeline, rollbackImage } from '../promotion';
import { named } from './named';
import { type DeedOptions, deedOf, deedOptions } from './shipping/deed-options';
import { each, subjectOf } from './shipping/each';
import { land, type LandOptions, landOptions } from './shipping/land';
import { openYard, servicesOf } from './shipping/yard';

interface RollbackOptions extends DeedOptions, LandOptions {
  readonly to?: string;
}

/** `slipway rollback`: selects again what an environment ran before, and holds it. */
export function addRollback(program: Command): void {
  const command = program
    .command('rollback <environment> [service...]')
    .description('select an earlier image again, and hold it: without a service, what changed there last')
    .option('--to <digest>', 'the image (default: the newest before that was verified there)');
  landOptions(deedOptions(command)).action(rollback);
}

async function rollback(
  environment: string,
  names: readonly string[],
  options: RollbackOptions,
): Promise<void> {
  const yard = await openYard(process.cwd(), process.env);
  named('environment', yard.input.environments, environment);
  const given = names.length > 0 ? servicesOf(yard, names).map(({ name }) => name) : undefined;
  const deed = await deedOf(yard, options, new Date());
  const step = (line: Pipeline, service: string) => {
    const to = options.to === undefined ? undefined : findDigest(line.releases, options.to, [service]);
    return rollbackImage(line, { environment, service }, to, deed);
  };
  await land(
    yard,
    {
      subject: subjectOf((services) => `roll ${services} back in ${environment}`),
      update: (line) => each(given ?? changedLast(line, environment), step)(line),
    },
    options,
  );
}

/** What the last change of an environment brought. @throws InvalidInput where that was a rollback, or there was none */
function changedLast(line: Pipeline, environment: string): readonly string[] {
  const services = lastSelected(line, environment);
  if (services.length > 0) return services;
  throw new InvalidInput(
    [
      problem({
        rule: 'cli/rollback',
        path: 'service',
        message: 'must be named, since the last change here was a rollback, or there was none',
        value: 'missing',
        advice: 'Say which services to roll back: `npx slipway releases` shows them.',
      }),
    ],
    'nothing was written',
  );
}
