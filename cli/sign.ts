import type { Command } from 'commander';
import { InvalidInput, problem, renderFindings } from '../core/findings';
import { checkSignatures, type Pipeline, type Release, type ReleaseChange } from '../promotion';
import { findByName } from './project';
import {
  type ChangeOptions,
  changeOptions,
  changeReleases,
  openProject,
  servicesOf,
  subjectOf,
} from './releasing';
import { tell } from './terminal';

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
  tellWhatIsVouchedFor(context.pipeline(), targets, services);
  await changeReleases(
    context,
    {
      subject,
      update: (pipeline) => ({ releases: releasesIn(pipeline, targets, services), findings: [] }),
      isVouching: true,
    },
    options,
  );
}

function subject(changes: readonly ReleaseChange[]): string {
  const environments = [...new Set(changes.map(({ after }) => after.environment))];
  const where = environments.length === 0 ? '' : ` in ${environments.join(' and ')}`;
  return subjectOf((services) => `sign events of ${services}${where}`)(changes);
}

/** Who vouches for something knows what is wrong with it. */
function tellWhatIsVouchedFor(
  pipeline: Pipeline,
  targets: readonly { readonly name: string }[],
  services: readonly string[],
): void {
  const stages = pipeline.stages.filter((stage) => targets.some(({ name }) => name === stage.name));
  const wrong = checkSignatures({ ...pipeline, stages }, services).filter(({ rule }) =>
    rule.startsWith('signature/'),
  );
  if (wrong.length === 0) return;
  tell(
    `you vouch for what is here and below it:\n${renderFindings(wrong.map((finding) => ({ ...finding, severity: 'note' })))}`,
  );
}

function releasesIn(
  { releases }: Pipeline,
  targets: readonly { readonly name: string }[],
  services: readonly string[],
): readonly Release[] {
  return targets.flatMap(({ name }) =>
    services.flatMap((service) => releases.releaseOf(name, service) ?? []),
  );
}

function nobodyAsks(): InvalidInput {
  return new InvalidInput(
    [
      problem({
        rule: 'cli/sign',
        path: 'environments',
        message: 'must ask for signed events before they are signed, and none does',
        advice:
          'Write `signedEvents: true` in an environment, and who may sign in environments/allowed_signers.',
      }),
    ],
    'nothing was written',
  );
}
