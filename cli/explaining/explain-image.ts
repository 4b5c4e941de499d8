import { imagesOf, runsIn, selectedOf } from '../../model';
import { slotId } from '../../placement';
import type { ReleaseRecord } from '../../promotion';
import { columns } from '../../review';
import { shortDigest } from '../../core/text';
import type { Explainer } from './explainer';
import { type Explanation, indented } from './explanation';
import { builtFrom } from './describe-image';
import { eventRow, eventsOf, recordingCommits } from './release-events';
import type { ExplainTarget } from './explain-target';

/** Where an image is recorded, selected and run: by which services, in which environments, on which machines. */
export async function explainImage(
  explainer: Explainer,
  { digest }: ExplainTarget & { readonly kind: 'image' },
): Promise<Explanation> {
  const { history } = explainer;
  const records = recordsOf(explainer, digest);
  const runs = runsOf(explainer, digest);
  const machines = machinesOf(explainer, digest);
  const events = await eventsOf(explainer, digest);
  const [record] = records;
  const source = record === undefined || record.sample === true ? undefined : await history.of(record.commit);
  return {
    json: {
      digest,
      ...(record === undefined
        ? {}
        : {
            services: [...new Set(records.map(({ service }) => service))],
            sample: record.sample === true,
            commit: record.commit,
            source: source ?? null,
            sourceHash: record.sourceHash,
            platforms: record.platforms,
          }),
      runs,
      machines,
      events,
    },
    text: [
      record === undefined
        ? `${digest}, ${machines.length > 0 ? `the machine image ${machines[0]?.name ?? ''}` : 'an image that is not built here'}`
        : `${digest}, ${record.sample === true ? 'a sample that no registry has' : builtFrom(record.commit, source)}`,
      ...columns([
        ...runs.map(({ environment, workload, repository }) => [
          environment,
          `${workload} is to run ${repository}@${shortDigest(digest)}`,
        ]),
        ...machines.map(({ environment, slots, target }) => [
          environment,
          slots.length > 0
            ? `machines start from it: ${slots.join(', ')}`
            : `new machines are to start from it: ${target.join(', ')}`,
        ]),
      ]).map(indented),
      ...(runs.length === 0 && machines.length === 0 ? ['  No environment is to run it now.'] : []),
      ...(events.length === 0 ? [] : ['What happened to it:']),
      ...columns(
        events.map((event) => {
          const [environment = '', ...rest] = eventRow(event);
          return [environment, event.service, ...rest];
        }),
      ).map(indented),
      ...recordingCommits(events),
    ].join('\n'),
  };
}

function recordsOf(
  { context }: Explainer,
  digest: string,
): readonly (ReleaseRecord & { readonly service: string })[] {
  return context.input.releases.files.flatMap(({ service, release }) => {
    const found = release?.records.find((record) => record.digest === digest);
    return found === undefined ? [] : [{ ...found, service }];
  });
}

function runsOf({ context }: Explainer, digest: string) {
  const { project, environments } = context.input;
  const { services, jobs = [] } = project.props;
  return environments.flatMap((environment) =>
    [
      ...services.map((service) => ({ name: service.name, service })),
      ...jobs.map(({ name, props }) => ({ name, service: props.of })),
    ]
      .filter(({ service }) => runsIn(environment, service))
      .flatMap(({ name, service }) => {
        const found = imagesOf(service)
          .map(({ image }) => selectedOf(context.input, environment, image))
          .find((selected) => selected?.digest === digest);
        return found === undefined
          ? []
          : [{ environment: environment.name, workload: name, repository: found.repository }];
      }),
  );
}

/** The machines that start from an image, and the pools whose new machines are to. */
function machinesOf({ context }: Explainer, digest: string) {
  return context.input.environments.flatMap(({ name, pools }) => {
    const { pins = {}, images = {} } = context.input.placements?.find(name)?.placement ?? {};
    const slots = Object.keys(pins).filter((slot) => pins[slot] === digest);
    const target = Object.keys(pools).filter((pool) => pools[pool]?.image.digest === digest);
    // Without a placement file, every slot runs its pool's image.
    const unpinned = Object.keys(pins).length > 0 ? [] : target.map((pool) => slotId(pool, '*'));
    if (slots.length + target.length === 0) return [];
    const image = images[digest]?.name ?? pools[target[0] ?? '']?.image.name ?? '';
    return [{ environment: name, name: image, slots: [...slots, ...unpinned], target }];
  });
}
