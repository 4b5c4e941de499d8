import fc from 'fast-check';
import type { Release, ReleaseEventKind, ReleaseRecord } from '../../promotion';
import { at, eventOf, recordOf, releaseOf } from './support';

/** The environments of the simulated project, in promotion order. */
export const ORDER = ['dev', 'staging', 'prod'] as const;
export type Environment = (typeof ORDER)[number];

/** The releases of one service. */
export type Project = Readonly<Record<Environment, Release>>;

/** Something that people do; `which` chooses among the digests with which it can be done. */
interface Step {
  readonly act: 'release' | 'verify' | 'promote' | 'rollback' | 'reject';
  readonly environment: Environment;
  readonly which: number;
}

type Digest = ReleaseRecord['digest'];

/** What a step with its choice makes of a project at a time; what the rules forbid just now is not done. */
type Act = (project: Project, environment: Environment, which: number, minute: number) => Project;

const ACTS: Record<Step['act'], Act> = {
  release: (project, _environment, _which, minute) =>
    arrive(project, 'dev', recordOf(`image ${minute}`), minute),
  verify: (project, environment, _which, minute) => {
    const { selected } = project[environment];
    return selected === null ? project : happen(project, environment, 'verified', selected, minute);
  },
  promote: (project, environment, which, minute) => {
    const before = ORDER[ORDER.indexOf(environment) - 1];
    if (before === undefined) return project;
    const proven = project[before].records.filter(({ digest }) =>
      hasEvent(project[before], 'verified', digest),
    );
    const record = pick(
      proven.filter(({ digest }) => !isRejected(project, digest) && !isLeft(project, digest)),
      which,
    );
    return record === undefined ? project : arrive(project, environment, record, minute);
  },
  rollback: (project, environment, which, minute) => {
    const ran = project[environment].records.filter(({ digest }) =>
      hasEvent(project[environment], 'selected', digest),
    );
    const record = pick(
      ran.filter(({ digest }) => !isRejected(project, digest)),
      which,
    );
    return record === undefined ? project : happen(project, environment, 'restored', record.digest, minute);
  },
  reject: (project, environment, which, minute) => {
    const isSelected = (digest: Digest) => ORDER.some((name) => project[name].selected === digest);
    const record = pick(
      project[environment].records.filter(({ digest }) => !isSelected(digest)),
      which,
    );
    return record === undefined ? project : happen(project, environment, 'rejected', record.digest, minute);
  },
};

const step = fc.record<Step>({
  act: fc.constantFrom('release', 'verify', 'verify', 'promote', 'promote', 'rollback', 'reject'),
  environment: fc.constantFrom(...ORDER),
  which: fc.nat(9),
});

/** A project at the end of any valid history. */
export const validProject: fc.Arbitrary<Project> = fc
  .array(step, { maxLength: 40, size: 'max' })
  .map((steps) =>
    steps.reduce<Project>(
      (project, { act, environment, which }, minute) => ACTS[act](project, environment, which, minute),
      {
        dev: releaseOf(),
        staging: releaseOf({ environment: 'staging' }),
        prod: releaseOf({ environment: 'prod' }),
      },
    ),
  );

/** The project after an event, valid or not. */
export function happen(
  project: Project,
  environment: Environment,
  kind: ReleaseEventKind,
  digest: Digest,
  minute: number,
): Project {
  const release = project[environment];
  const selected = kind === 'selected' || kind === 'restored' ? digest : release.selected;
  const history = [...release.history, { ...eventOf(kind, '', minute), digest }];
  return { ...project, [environment]: { ...release, selected, history } };
}

/** The project after an image was selected in an environment that may not have had it, valid or not. */
export function arrive(
  project: Project,
  environment: Environment,
  record: ReleaseRecord,
  minute: number,
): Project {
  const release = project[environment];
  const isNew = !release.records.some(({ digest }) => digest === record.digest);
  const records = isNew ? [...release.records, { ...record, recordedAt: at(minute) }] : release.records;
  return happen(
    { ...project, [environment]: { ...release, records } },
    environment,
    'selected',
    record.digest,
    minute,
  );
}

function hasEvent({ history }: Release, kind: ReleaseEventKind, digest: Digest): boolean {
  return history.some((event) => event.event === kind && event.digest === digest);
}

function isRejected(project: Project, digest: Digest): boolean {
  return ORDER.some((environment) => hasEvent(project[environment], 'rejected', digest));
}

/** Whether an environment's last word on a digest was to restore another one in its place. */
function isLeft(project: Project, digest: Digest): boolean {
  return ORDER.some((environment) => {
    const selections = project[environment].history.filter(
      ({ event }) => event === 'selected' || event === 'restored',
    );
    const last = selections.findLastIndex((event) => event.digest === digest);
    return last !== -1 && selections[last + 1]?.event === 'restored';
  });
}

function pick<T>(items: readonly T[], which: number): T | undefined {
  return items[which % items.length];
}
