import type { Finding } from '../../core/findings';
import { checkPromotion, type ReleaseRecord, type Releases, selectedRelease } from '../../promotion';
import type { ResolvedComposition } from '../composition';
import { builtServices, runnersOf } from '../image-build';
import { pipelineOf } from '../pipeline';

/** What each environment selects was verified in the one before it; services that are not released there are reported. */
export function releases({ project, environments, releases: all }: ResolvedComposition): readonly Finding[] {
  const built = builtServices(project);
  const services = built.map(({ name }) => name);
  return [
    ...all.findings,
    ...checkPromotion(pipelineOf({ project, environments, releases: all })),
    ...samples(
      environments.flatMap(({ name }) =>
        services.flatMap((service) => selectedRelease(all, name, service) ?? []),
      ),
      all.folder,
    ),
    ...environments.flatMap((environment) =>
      built
        .filter(({ name }) => selectedRelease(all, environment.name, name) === undefined)
        .flatMap((service) => {
          // Itself where it runs, or else what runs its image in another container.
          const [runner] = [...runnersOf(project, environment, service)].sort((a) =>
            a.service === service ? -1 : 1,
          );
          return runner === undefined
            ? []
            : [unreleased(all, environment.name, runner.service.name, service.name)];
        }),
    ),
  ];
}

const BY = 'by `npx slipway release` in a first environment and `npx slipway promote` in the others';

/** The volumes of the service stay declared; everything else of it is left out, so a deploy destroys what exists. */
function unreleased(all: Releases, environment: string, service: string, built: string): Finding {
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
