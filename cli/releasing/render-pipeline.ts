import { type CommitList, shortCommit } from '../../operations/git';
import type { Obstacle, StageState } from '../../promotion';
import { columns } from '../../review';
import { countOf, shortDigest } from '../../core/text';

/** A stage of a service, with the commits that wait for it. */
export type PlacedStage = StageState & { readonly commits?: CommitList };

/** A service in all its environments, in promotion order. */
export interface ServicePipeline {
  readonly service: string;
  /** The group that it moves with; absent where it moves by itself. */
  readonly group?: string;
  readonly places: readonly PlacedStage[];
}

/** Longer subjects are cut: the line is to be read, and git has the rest. */
const SUBJECT = 72;

interface Shown {
  /** How many commits are listed for each image that waits. */
  readonly mostCommits: number;
}

/** A stage of one of the services that move together. */
interface ServiceStage {
  readonly service: string;
  readonly stage: PlacedStage;
}

/** The pipeline as text: for each service, or group of services, what runs where, and what waits for what. */
export function renderPipeline(services: readonly ServicePipeline[], shown: Shown): string {
  const together = new Map<string, readonly ServicePipeline[]>();
  for (const one of services) {
    const key = one.group === undefined ? `service ${one.service}` : `group ${one.group}`;
    together.set(key, [...(together.get(key) ?? []), one]);
  }
  return [...together.values()].map((moving) => render(moving, shown)).join('\n\n');
}

function render(moving: readonly ServicePipeline[], shown: Shown): string {
  const group = moving[0]?.group;
  const places = moving.flatMap(({ service, places: stages }) =>
    stages.map((stage): ServiceStage => ({ service, stage })),
  );
  const environments = [...new Set(places.map(({ stage }) => stage.environment))];
  const of = (environment: string) => places.filter(({ stage }) => stage.environment === environment);
  const names = moving.map(({ service }) => service).join(', ');
  const table = columns([
    ['ENVIRONMENT', ...(group === undefined ? [] : ['SERVICE']), 'SELECTED', 'SINCE', 'STATE'],
    ...environments.flatMap((environment) => of(environment).map((place) => row(place, group !== undefined))),
  ]);
  const waits = environments.flatMap((environment) => [
    ...waitingLines(of(environment), group, shown),
    ...unverifiedLines(of(environment), group, shown),
  ]);
  return [
    group === undefined ? names : `${group}: ${names}, which move together`,
    ...[...table, ...waits].map((text) => `  ${text}`),
  ].join('\n');
}

function row({ service, stage }: ServiceStage, inGroup: boolean): readonly string[] {
  const { environment, selected, selection, signedBy, verification, isHeld } = stage;
  const place = [environment, ...(inGroup ? [service] : [])];
  if (selected === undefined) return [...place, 'nothing', '', ''];
  const state = [
    selected.sample === true ? 'a sample' : undefined,
    verification === undefined ? 'not verified' : `verified ${verification.at}`,
    isHeld ? `held: ${selection?.reason ?? ''}` : undefined,
    signedBy === undefined ? undefined : `signed by ${signedBy}`,
  ];
  return [
    ...place,
    shortDigest(selected.digest),
    selection?.at ?? '',
    state.filter((part) => part !== undefined).join(', '),
  ];
}

/** What could be promoted into an environment, and what for it waits. */
function waitingLines(
  places: readonly ServiceStage[],
  group: string | undefined,
  shown: Shown,
): readonly string[] {
  const waiting = places.flatMap(({ service, stage }) =>
    stage.waiting === undefined ? [] : [{ service, stage, waiting: stage.waiting }],
  );
  const [first] = waiting;
  if (first === undefined) return [];
  const { environment } = first.stage;
  const images = waiting.map(({ service, waiting: { record } }) =>
    group === undefined ? shortDigest(record.digest) : `${service} ${shortDigest(record.digest)}`,
  );
  const { from, verifiedAt, obstacles } = first.waiting;
  const command = `npx slipway promote ${environment} ${group ?? first.service}`;
  const waits =
    obstacles.length === 0 ? `\`${command}\`` : [...new Set(obstacles.map(describe))].join(', and for ');
  const together = waiting.length > 1 ? 'verified together' : 'verified';
  return [
    `→ ${environment}: ${images.join(', ')}, ${together} in ${from} since ${verifiedAt}, waits for ${waits}${group === undefined ? difference(first.stage.commits) : ''}`,
    ...waiting.flatMap(({ service, stage }) => commitLines(service, stage, group, shown)),
  ];
}

/** What comes once it is verified in the environment before. */
function unverifiedLines(
  places: readonly ServiceStage[],
  group: string | undefined,
  shown: Shown,
): readonly string[] {
  const next = places.flatMap(({ service, stage }) =>
    stage.unverified === undefined ? [] : [{ service, stage, unverified: stage.unverified }],
  );
  const [first] = next;
  if (first === undefined) return [];
  const { from, since, lacking } = first.unverified;
  const images = next.map(({ service, unverified: { record } }) =>
    group === undefined ? shortDigest(record.digest) : `${service} ${shortDigest(record.digest)}`,
  );
  const isAlone = first.stage.waiting === undefined;
  return [
    `→ ${first.stage.environment}: ${images.join(', ')}, selected in ${from} since ${since}, waits for verification there: \`npx slipway verify ${from} ${lacking.join(' ')}\`${group === undefined && isAlone ? difference(first.stage.commits) : ''}`,
    ...next.flatMap(({ service, stage }) =>
      stage.waiting === undefined ? commitLines(service, stage, group, shown) : [],
    ),
  ];
}

/** What a promotion waits for, after "waits for". */
function describe({ rule, environment, service, until, message }: Obstacle): string {
  const words: Readonly<Record<string, string>> = {
    'promotion/soak':
      until === undefined ? `its soak, which has stopped in ${environment}` : `its soak, until ${until}`,
    'promotion/freeze': `the end of the freeze, ${until ?? ''}`,
    'promotion/hold': `a decision about the rollback of ${service} in ${environment}`,
    'promotion/rolled-back': `a decision about ${service}, which ${environment} rolled back`,
    'promotion/verified': `the verification of ${service} in ${environment}`,
  };
  return words[rule] ?? `${service} in ${environment}, which ${message}`;
}

function difference(commits: CommitList | undefined): string {
  if (commits === undefined) return '';
  return `; ${commits.commits === undefined ? commits.unknown : countOf(commits.commits.length, 'commit')}`;
}

function commitLines(
  service: string,
  { commits }: PlacedStage,
  group: string | undefined,
  { mostCommits }: Shown,
): readonly string[] {
  const all = commits?.commits ?? [];
  const more = all.length - mostCommits;
  const head = group === undefined || commits === undefined ? [] : [`    ${service}${difference(commits)}`];
  return [
    ...head,
    ...all
      .slice(0, mostCommits)
      .map(({ id, subject, author }) => `    ${shortCommit(id)} ${cut(subject)} (${author})`),
    ...(more > 0 ? [`    … and ${countOf(more, 'commit')} more`] : []),
  ];
}

function cut(subject: string): string {
  return subject.length > SUBJECT ? `${subject.slice(0, SUBJECT - 1)}…` : subject;
}
