import type { Command } from 'commander';
import type { CommitList } from '../operations/git';
import { instantOf, type StageState, stageStates } from '../promotion';
import { columns } from '../review';
import { commitCount, commitsBetweenImages, openProject, type ProjectContext, servicesOf } from './releasing';
import { print, shortDigest } from './terminal';

/** A stage of the pipeline, with the commits that wait for it. */
type Stage = StageState & { readonly commits?: CommitList };

interface ServicePipeline {
  readonly service: string;
  readonly places: readonly Stage[];
}

/** `slipway releases`: what each environment selects, and what waits for it. */
export function addReleases(command: Command): void {
  command.option('--json', 'print it as JSON').action(releases);
}

async function releases(names: readonly string[], { json }: { readonly json?: true }): Promise<void> {
  const context = await openProject(process.cwd(), process.env);
  const now = instantOf(new Date());
  const pipeline = context.pipeline();
  const found = await Promise.all(
    servicesOf(context, names).map(async ({ name }): Promise<ServicePipeline> => {
      const places = stageStates(pipeline, name, now).map((place) => withCommits(context, name, place));
      return { service: name, places: await Promise.all(places) };
    }),
  );
  const text =
    json === true
      ? JSON.stringify(found, undefined, 2)
      : found.map((service) => render(service, names)).join('\n\n');
  print(text);
}

/** A stage with the commits between the selected image and the one that is waiting. */
async function withCommits(context: ProjectContext, service: string, place: StageState): Promise<Stage> {
  const { selected, waiting } = place;
  if (selected === undefined || waiting === undefined) return place;
  return { ...place, commits: await commitsBetweenImages(context, service, selected, waiting.record) };
}

function render({ service, places }: ServicePipeline, names: readonly string[]): string {
  return [
    service,
    ...columns(places.map(row)).map((text) => `  ${text}`),
    ...places.flatMap((stage) => waitingLines(stage, names.length > 0)).map((text) => `  ${text}`),
  ].join('\n');
}

function row({ environment, selected, selection, verification, isHeld }: Stage): readonly string[] {
  if (selected === undefined) return [environment, 'nothing selected'];
  const state = [
    selected.sample === true ? 'a sample' : undefined,
    verification === undefined ? 'not verified' : `verified ${verification.at}`,
    isHeld ? `held: ${selection?.reason ?? ''}` : undefined,
  ];
  return [
    environment,
    shortDigest(selected.digest),
    `since ${selection?.at ?? ''}`,
    state.filter((part) => part !== undefined).join(', '),
  ];
}

function waitingLines({ environment, waiting, commits }: Stage, withSubjects: boolean): readonly string[] {
  if (waiting === undefined) return [];
  const { from, record, verifiedAt, soakedAt, heldUpBy } = waiting;
  const reasons = heldUpBy.map((rule) =>
    rule !== 'soak'
      ? rule
      : soakedAt === undefined
        ? `soak, which ended when ${from} selected another`
        : `soak, until ${soakedAt}`,
  );
  const state = reasons.length === 0 ? 'can be promoted' : `waits for ${reasons.join(' and ')}`;
  const many = commits?.commits?.length;
  const difference =
    commits === undefined ? '' : many === undefined ? `; ${commits.unknown ?? ''}` : `; ${commitCount(many)}`;
  return [
    `→ ${environment}: ${shortDigest(record.digest)}, verified in ${from} since ${verifiedAt}, ${state}${difference}`,
    ...(withSubjects ? (commits?.commits ?? []) : []).map(
      ({ id, subject, author }) => `    ${id.slice(0, 12)} ${subject} (${author})`,
    ),
  ];
}
