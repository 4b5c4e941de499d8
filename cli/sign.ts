import type { Command } from 'commander';
import { InvalidInput, problem } from '../core/findings';
import type { Pipeline, Release } from '../promotion';
import { findByName } from './project';
import {
  type ChangeOptions,
  changeOptions,
  changeReleases,
  openProject,
  servicesOf,
  subjectOf,
} from './releasing';

/** `slipway sign`: vouches for what is recorded. */
export function addSign(command: Command): void {
  changeOptions(command).action(sign);
}

async function sign(
  environment: string | undefined,
  names: readonly string[],
  options: ChangeOptions,
): Promise<void> {
  const context = await openProject(process.cwd(), process.env);
  const asking = context.input.environments.filter(({ signedEvents }) => signedEvents === true);
  const [first] = asking;
  if (first === undefined) throw nobodyAsks();
  const targets = environment === undefined ? asking : [findByName('environment', asking, environment)];
  const services = servicesOf(context, names).map(({ name }) => name);
  await changeReleases(
    context,
    {
      subject: subjectOf((signed) => `sign events of ${signed}`),
      update: (pipeline) => ({ releases: releasesIn(pipeline, targets, services), findings: [] }),
      isVouching: true,
    },
    options,
  );
}

function releasesIn(
  { releases }: Pipeline,
  targets: readonly { readonly name: string }[],
  services: readonly string[],
): readonly Release[] {
  return targets.flatMap(({ name }) =>
    services.flatMap((service) => releases.find(name, service)?.release ?? []),
  );
}

function nobodyAsks(): InvalidInput {
  return new InvalidInput(
    [
      problem({
        rule: 'cli/sign',
        path: 'environments',
        message: 'must ask for signed events before they are signed',
        value: 'none does',
        advice:
          'Write `signedEvents: true` in an environment, and who may sign in environments/allowed_signers.',
      }),
    ],
    'nothing was written',
  );
}
