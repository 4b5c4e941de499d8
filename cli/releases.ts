import type { Command } from 'commander';
import type { CommitList } from '../operations/git';
import { instantOf, type StageState, stageStates } from '../promotion';
import { columns } from '../review';
import { commitsOf } from './shipping/shipped';
import { commitCount, short } from './shipping/texts';
import { openYard, servicesOf, type Yard } from './shipping/yard';

/** A place of the line, with the commits that wait for it. */
type Place = StageState & { readonly commits?: CommitList };

interface ServiceLine {
  readonly service: string;
  readonly places: readonly Place[];
}

/** `slipway releases`: the line of environments, and what waits where. */
export function addReleases(program: Command): void {
  program
    .command('releases [service...]')
    .description('show what each environment selects, since when, and what waits to be promoted')
    .option('--json', 'print it as JSON')
    .action(releases);
}

async function releases(names: readonly string[], { json }: { readonly json?: true }): Promise<void> {
  const yard = await openYard(process.cwd(), process.env);
  const now = instantOf(new Date());
  const line = yard.line();
  const found = await Promise.all(
    servicesOf(yard, names).map(async ({ name }): Promise<ServiceLine> => {
      const places = stageStates(line, name, now).map((place) => withCommits(yard, name, place));
      return { service: name, places: await Promise.all(places) };
    }),
  );
  const text =
    json === true
      ? JSON.stringify(found, undefined, 2)
      : found.map((each) => render(each, names)).join('\n\n');
  process.stdout.write(`${text}\n`);
}

/** The commits by which what waits differs from what is selected. */
async function withCommits(yard: Yard, service: string, place: StageState): Promise<Place> {
  const { selected, waiting } = place;
  if (selected === undefined || waiting === undefined) return place;
  return { ...place, commits: await commitsOf(yard, service, selected, waiting.record) };
}

function render({ service, places }: ServiceLine, names: readonly string[]): string {
  return [
    service,
    ...columns(places.map(row)).map((text) => `  ${text}`),
    ...places.flatMap((place) => waiting(place, names.length > 0)).map((text) => `  ${text}`),
  ].join('\n');
}

function row({ environment, selected, selection, verification, isHeld }: Place): readonly string[] {
  if (selected === undefined) return [environment, 'selects none'];
  const state = [
    selected.sample === true ? 'a sample' : undefined,
    verification === undefined ? 'not verified' : `verified ${verification.at}`,
    isHeld ? `held: ${selection?.reason ?? ''}` : undefined,
  ];
  return [
    environment,
    short(selected.digest),
    `since ${selection?.at ?? ''}`,
    state.filter((part) => part !== undefined).join(', '),
  ];
}

function waiting({ environment, waiting: found, commits }: Place, withSubjects: boolean): readonly string[] {
  if (found === undefined) return [];
  const { from, record, verifiedAt, soakedAt, heldUpBy } = found;
  const because = heldUpBy.map((rule) => (rule === 'soak' ? `soak, until ${soakedAt}` : rule));
  const by = because.length === 0 ? 'may be promoted' : `waits for ${because.join(' and ')}`;
  const many = commits?.commits?.length;
  const difference =
    commits === undefined ? '' : many === undefined ? `; ${commits.unknown ?? ''}` : `; ${commitCount(many)}`;
  return [
    `→ ${environment}: ${short(record.digest)}, verified in ${from} since ${verifiedAt}, ${by}${difference}`,
    ...(withSubjects ? (commits?.commits ?? []) : []).map(
      ({ id, subject, author }) => `    ${id.slice(0, 12)} ${subject} (${author})`,
    ),
  ];
}
