import { type Finding, problem } from '../core/findings';
import { locationIn, shown } from '../core/json-file';
import { type Release, type ReleaseEvent, type ReleaseRecord, selects } from './release';

/** What a file of the right form must keep to besides: that its parts agree with each other and with its path. */
export function releaseFindings(release: Release, path: string): readonly Finding[] {
  const index = indexOf(release);
  const broken = [
    ...placeRules(release, path),
    ...release.records.flatMap((record, position) =>
      RECORD_RULES.map((rule) => rule(record, position, index)),
    ),
    ...release.history.flatMap((event, position) => EVENT_RULES.map((rule) => rule(event, position, index))),
    selectedByHistory(release),
  ];
  return broken
    .filter((rule) => rule !== undefined)
    .map(({ keys, ...rest }) => problem({ ...rest, path: locationIn(path, ...keys) }));
}

/** A rule that is broken, and the keys that lead to where. */
type Broken = Omit<Finding, 'severity' | 'path'> & { readonly keys: readonly (string | number)[] };
type Rule<Entry> = (entry: Entry, position: number, index: Index) => Broken | undefined;

/** Where in a release each digest occurs first. */
interface Index {
  readonly release: Release;
  readonly recorded: ReadonlyMap<string, number>;
  readonly selected: ReadonlyMap<string, number>;
}

function indexOf(release: Release): Index {
  const recorded = new Map<string, number>();
  const selected = new Map<string, number>();
  release.records.forEach(({ digest }, position) => {
    if (!recorded.has(digest)) recorded.set(digest, position);
  });
  release.history.forEach((event, position) => {
    if (selects(event) && !selected.has(event.digest)) selected.set(event.digest, position);
  });
  return { release, recorded, selected };
}

function placeRules({ environment, service }: Release, path: string): readonly (Broken | undefined)[] {
  const [file = '', , folder = ''] = path.split('/').reverse();
  return [
    agree('environment', environment, 'folder', folder, `move the file into a folder ${environment}`),
    agree('service', service, 'file', file.replace(/\.json$/, ''), `name the file ${service}.json`),
  ];
}

function agree(key: string, value: string, holder: string, name: string, or: string): Broken | undefined {
  if (value === name) return undefined;
  return {
    rule: 'release/place',
    keys: [key],
    message: `must be ${shown(name)}, as the ${holder} is named`,
    value: shown(value),
    advice: `Write ${shown(name)} here, or ${or}.`,
  };
}

const RECORD_RULES: readonly Rule<ReleaseRecord>[] = [
  function recordedOnce({ digest }, position, { recorded }) {
    const first = recorded.get(digest);
    if (first === position) return undefined;
    return {
      rule: 'release/unique-digest',
      keys: ['records', position, 'digest'],
      message: `must not be recorded twice`,
      value: `${digest}, like /records/${first}`,
      advice: 'Remove the later of the two records: what was recorded first counts.',
    };
  },
  function recordsInOrder({ recordedAt }, position, { release }) {
    return notBefore(
      ['records', position, 'recordedAt'],
      recordedAt,
      release.records[position - 1]?.recordedAt,
      'the record above',
    );
  },
];

const EVENT_RULES: readonly Rule<ReleaseEvent>[] = [
  function eventsInOrder({ at }, position, { release }) {
    return notBefore(['history', position, 'at'], at, release.history[position - 1]?.at, 'the event above');
  },
  function digestRecorded({ digest }, position, { recorded }) {
    if (recorded.has(digest)) return undefined;
    return {
      rule: 'release/recorded',
      keys: ['history', position, 'digest'],
      message: 'must be the digest of one of the records',
      value: digest,
      advice: 'Add the record of this digest, or correct the digest.',
    };
  },
  function afterItsRecord({ at, digest }, position, { release, recorded }) {
    const record = release.records[recorded.get(digest) ?? -1];
    return notBefore(['history', position, 'at'], at, record?.recordedAt, 'the record of the digest');
  },
  function selectedBefore({ event, digest }, position, { selected }) {
    if (event !== 'verified' && event !== 'restored') return undefined;
    if ((selected.get(digest) ?? Infinity) < position) return undefined;
    return {
      rule: 'release/selected-before',
      keys: ['history', position, 'digest'],
      message: `must have been selected here before it is ${event}`,
      value: digest,
      advice: 'Add the event that selected it above this one, or correct the digest.',
    };
  },
];

function notBefore(
  keys: readonly (string | number)[],
  time: string,
  bound: string | undefined,
  whose: string,
): Broken | undefined {
  if (bound === undefined || time >= bound) return undefined;
  return {
    rule: 'release/order',
    keys,
    message: `must not be before ${bound}, the time of ${whose}`,
    value: time,
    advice: 'Correct the time that is wrong, or put the entries into the order in which they happened.',
  };
}

function selectedByHistory({ selected, history }: Release): Broken | undefined {
  const last = history.findLast(selects)?.digest ?? null;
  if (selected === last) return undefined;
  return {
    rule: 'release/selected',
    keys: ['selected'],
    message: `must be ${last ?? 'null'}, as the history says`,
    value: String(selected),
    advice:
      selected === null
        ? 'Write here the digest of the last event that selects one.'
        : 'To select this digest, add a "selected" event for it at the end of the history; otherwise correct this pipeline.',
  };
}
