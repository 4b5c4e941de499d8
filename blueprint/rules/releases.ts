import type { Finding } from '../../findings';
import { checkPromotion, type ReleaseRecord, selectedRelease } from '../../promotion';
import type { Blueprint } from '../blueprint';

/** What an environment selects was verified in the one before it; and what it does not select is said. */
export function releases({ project, environments, releases: all }: Blueprint): readonly Finding[] {
  const services = project.props.services.map(({ name }) => name);
  const order = environments.map(({ name, after }) => ({
    name,
    ...(after === undefined ? {} : { after: after.name }),
  }));
  return [
    ...all.findings,
    ...checkPromotion({ environments: order, services, releases: all }),
    ...samples(
      environments.flatMap(({ name }) =>
        services.flatMap((service) => selectedRelease(all, name, service) ?? []),
      ),
    ),
    ...environments.flatMap(({ name }) =>
      services
        .filter((service) => selectedRelease(all, name, service) === undefined)
        .map((service): Finding => ({
          rule: 'releases/never',
          severity: 'warning',
          path: `environments.${name}.services.${service}`,
          message: 'is not in the Terraform: it was never released to this environment',
          advice: `Select a digest in ${all.pathOf(name, service)}.`,
        })),
    ),
  ];
}

function samples(selected: readonly ReleaseRecord[]): readonly Finding[] {
  const count = selected.filter(({ sample }) => sample === true).length;
  if (count === 0) return [];
  return [
    {
      rule: 'releases/sample',
      severity: 'note',
      path: 'releases',
      message: 'holds samples, which show the form and which no registry has',
      value: `${count} of ${selected.length} selected digests`,
      advice:
        'Build and push with `npx cdktf deploy images`, and record the digests that it gives: docs/releases.md.',
    },
  ];
}
