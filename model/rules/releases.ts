import type { Finding } from '../../core/findings';
import {
  checkPromotion,
  checkSignatures,
  type ReleaseRecord,
  type Releases,
  selectedRelease,
} from '../../promotion';
import type { ResolvedComposition } from '../composition';
import { builtServices, runnersOf } from '../image-build';
import { pipelineOf } from '../pipeline';

/** What each environment selects was verified in the one before it; services that are not released there are reported. */
export function releases(composition: ResolvedComposition): readonly Finding[] {
  const { project, environments, releases: all } = composition;
  const pipeline = pipelineOf(composition);
  const selected = environments.flatMap((environment) =>
    builtServices(project).flatMap((service) => selectedRelease(all, environment.name, service.name) ?? []),
  );
  return [
    ...all.findings,
    ...checkPromotion(pipeline),
    ...checkSignatures(pipeline),
    ...samples(selected, all.folder),
    ...unreleased(composition),
  ];
}

interface Unreleased {
  readonly environment: string;
  /** What runs the image. */
  readonly service: string;
  /** What builds it. */
  readonly built: string;
}

/** What was never released in an environment is one thing to do there, not one for each service; in a new project it is one in all. */
function unreleased({ project, environments, releases: all }: ResolvedComposition): readonly Finding[] {
  const built = builtServices(project);
  const isReleased = (environment: string, service: string) =>
    selectedRelease(all, environment, service) !== undefined;
  const missing = environments.flatMap((environment) =>
    built
      .filter(({ name }) => !isReleased(environment.name, name))
      .flatMap((service): readonly Unreleased[] => {
        // Itself where it runs, or else what runs its image in another container.
        const runners = runnersOf(project, environment, service);
        const runner = runners.find((one) => one.service === service) ?? runners[0];
        if (runner === undefined) return [];
        return [{ environment: environment.name, service: runner.service.name, built: service.name }];
      }),
  );
  const isNew = (environment: string) => !built.some(({ name }) => isReleased(environment, name));
  if (environments.every(({ name }) => isNew(name)) && missing.length > 1)
    return [nothingReleased('environments', 'have', missing)];
  return environments.flatMap(({ name }) => {
    const here = missing.filter(({ environment }) => environment === name);
    return isNew(name) && here.length > 1
      ? [nothingReleased(`environments.${name}`, 'has', here)]
      : here.map((each) => notReleased(all, each));
  });
}

const BY = 'by `npx slipway release` in a first environment and `npx slipway promote` in the others';

/** The volumes of the service stay declared; everything else of it is left out, so a deploy destroys what exists. */
function notReleased(all: Releases, { environment, service, built }: Unreleased): Finding {
  const path = all.pathOf(environment, built);
  const known = all.find(environment, built) !== undefined;
  return {
    rule: 'releases/none',
    severity: 'warning',
    path: `environments.${environment}.services.${service}`,
    message: `is not in the Terraform, apart from its volumes: no release selects a digest for ${built === service ? 'it' : `the image of ${built}`}`,
    value: known ? `${path} selects none` : `there is no ${path}`,
    advice: known
      ? `Select a digest in it, ${BY}.`
      : `Select a digest there, ${BY}. If the service runs already, bring the file back before you deploy.`,
  };
}

function nothingReleased(path: string, have: 'has' | 'have', missing: readonly Unreleased[]): Finding {
  const services = new Set(missing.map(({ service }) => service));
  return {
    rule: 'releases/none',
    severity: 'warning',
    path,
    message: `${have} no release yet: what runs an image that is built here is not in the Terraform, apart from its volumes`,
    value: [...services].join(', '),
    advice: `Select digests there, ${BY}. If something runs already, bring its release files back before you deploy.`,
  };
}

function samples(selected: readonly ReleaseRecord[], folder: string): readonly Finding[] {
  const count = selected.filter(({ sample }) => sample === true).length;
  if (count === 0) return [];
  return [
    {
      rule: 'releases/sample',
      severity: 'note',
      path: folder,
      message: 'holds samples, which show the form and which no registry has',
      value: `${count} of ${selected.length} selected digests`,
      advice:
        'Build and push with `npx slipway deploy images`, and record with `npx slipway release`: docs/releases.md.',
    },
  ];
}
