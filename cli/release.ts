import type { Command } from 'commander';
import { type Finding, InvalidInput, problem, refuseIfAny, renderFindings } from '../core/findings';
import { resolveComposition, type PlannedImage, type Service } from '../model';
import { headCommit } from '../operations/git';
import { type PromotionLine, recordedDigest, releaseImage } from '../promotion';
import { named } from './named';
import { type DeedOptions, deedOf, deedOptions, overrideOption } from './shipping/deed-options';
import { each, subjectOf } from './shipping/each';
import { type BuiltImage, imageOutputs } from './shipping/image-outputs';
import { land, type LandOptions, landOptions } from './shipping/land';
import { elsewhereChanged, notCommitted } from './shipping/source-commit';
import { notWhole } from './shipping/whole-images';
import { openYard, repositoryOf, servicesOf, type Yard } from './shipping/yard';

interface ReleaseOptions extends DeedOptions, LandOptions {
  readonly env?: string;
  readonly output: string;
}

/** `slipway release`: records what was built for the first environment, and selects it there. */
export function addRelease(program: Command): void {
  const command = program
    .command('release [service...]')
    .description('record the images that were built, and select them in the first environment')
    .option('--env <environment>', 'another environment that comes after none')
    .option('-o, --output <folder>', 'the folder that was synthesised to', 'cdktf.out');
  landOptions(overrideOption(deedOptions(command))).action(release);
}

async function release(names: readonly string[], options: ReleaseOptions): Promise<void> {
  const yard = await openYard(process.cwd(), process.env);
  const environment = firstOf(yard.line(), options.env);
  const services = servicesOf(yard, names);
  const commit = await headCommit(repositoryOf(yard));
  const outputs = await imageOutputs(options.output, process.env);
  const built = await builtFrom(yard, services, outputs);
  const deed = await deedOf(yard, options, new Date());
  await land(
    yard,
    {
      subject: subjectOf((shipped) => `release ${shipped} to ${environment}`),
      update: each(
        services.map(({ name }) => name),
        (line, service) => {
          const image = built.get(service);
          if (image === undefined) throw new Error(`There is no image of ${service}.`);
          return releaseImage(line, { environment, service }, { ...image, commit }, deed);
        },
      ),
    },
    options,
  );
}

/** The environment to release to: nothing was proven before, so nothing may come before it. */
function firstOf({ environments }: PromotionLine, name: string | undefined): string {
  const first =
    name === undefined
      ? environments.find(({ after }) => after === undefined)
      : named('environment', environments, name);
  if (first !== undefined && first.after === undefined) return first.name;
  throw new InvalidInput(
    [
      problem({
        rule: 'cli/first',
        path: 'env',
        message: 'must be an environment that comes after none',
        value: name ?? 'none',
        advice: `Release to the one before, and promote it: \`npx slipway promote ${name ?? ''}\`.`,
      }),
    ],
    'nothing was written',
  );
}

/** The images of services, where each is proven to be built from what is committed. @throws InvalidInput otherwise */
async function builtFrom(
  yard: Yard,
  services: readonly Service[],
  outputs: ReadonlyMap<string, BuiltImage>,
): Promise<ReadonlyMap<string, BuiltImage>> {
  const { images, unreadable } = resolveComposition(yard.input);
  const findings: Finding[] = [...unreadable];
  for (const service of services) {
    const image = images.get(service);
    const output = outputs.get(service.name);
    if (image === undefined) continue; // Why, `unreadable` says.
    if (output?.sourceHash !== image.source.hash) findings.push(notBuilt(service.name, image, output));
    else if (recordedDigest(yard.input.releases, service.name, output.sourceHash) === undefined)
      findings.push(
        ...(await notCommitted(yard, service, image)),
        ...(await notWhole(yard.input.project, service, output.digest, process.env)),
      );
  }
  refuseIfAny(findings, 'nothing was written');
  const warnings = findings.filter(({ severity }) => severity === 'warning');
  if (warnings.length > 0) process.stderr.write(`${renderFindings(warnings)}\n`);
  const others = await elsewhereChanged(yard);
  if (others.length > 0) {
    process.stderr.write(
      `warning: not committed, and build arguments may stand in it: ${others.slice(0, 5).join(', ')}${others.length > 5 ? ' …' : ''}\n`,
    );
  }
  return outputs;
}

function notBuilt(service: string, { source }: PlannedImage, output: BuiltImage | undefined): Finding {
  return problem({
    rule: 'release/built',
    path: `services.${service}.image`,
    message: `must be built as it is now, with source hash ${source.hash.slice(0, 12)}…`,
    value: output === undefined ? 'not built' : `built with ${output.sourceHash.slice(0, 12)}…`,
    advice: 'Build and push it first: `npx slipway deploy images`.',
  });
}
