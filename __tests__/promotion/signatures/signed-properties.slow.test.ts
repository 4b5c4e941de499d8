import fc from 'fast-check';
import {
  checkSignatures,
  parseRelease,
  type Release,
  type ReleaseEvent,
  type ReleaseRecord,
  Releases,
  renderRelease,
  signEvents,
} from '../../../promotion';
import { sshSigner } from '../../support/ssh-signer';
import { digestOf, eventOf, recordOf } from '../support';
import { ORDER, validProject } from '../valid-project';

const OURS = { project: 'shop' };
const ada = sshSigner('ada@example.com');
const stages = ORDER.map((name) => ({ name, signedEvents: true }));

/** What a synth says of a file, as it is written and read again; a file that is not a release is found as well. */
function found(release: Release, place: Release = release): readonly string[] {
  const path = `environments/${place.environment}/releases/${place.service}.json`;
  const { release: read, findings } = parseRelease(renderRelease(release), path);
  if (read === undefined) return findings.map(({ rule }) => rule);
  const releases = Releases.of([read], 'environments', ada.line());
  return checkSignatures({ ...OURS, stages, services: [place.service], releases }).map(({ rule }) => rule);
}

/** A release whose events were each signed when they happened, with the records that were there then. */
async function grown(release: Release, from: number): Promise<Release> {
  let history: readonly ReleaseEvent[] = [];
  for (const [position, event] of release.history.entries()) {
    const records = release.records.filter(({ recordedAt }) => recordedAt <= event.at);
    const now = { ...release, records, history: [...history, event] };
    history =
      position < from
        ? now.history
        : (await signEvents(OURS, now, position, (text) => ada.sign(text))).history;
  }
  return { ...release, history };
}

/** Releases of a few events, and from which of them on they are signed. */
const signedRelease = fc
  .tuple(
    validProject,
    fc.constantFrom(...ORDER),
    fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  )
  .map(([project, environment, part]) => {
    const release = project[environment];
    return { release, from: Math.floor(part * release.history.length) };
  });

test('what was signed as it happened verifies, from whichever event on', async () => {
  let signatures = 0;
  await fc.assert(
    fc.asyncProperty(signedRelease, async ({ release, from }) => {
      const signed = await grown(release, from);
      signatures += signed.history.filter(({ signature }) => signature !== undefined).length;
      expect(found(signed)).toEqual([]);
    }),
  );
  expect(signatures).toBeGreaterThan(50);
});

type Mutation = (release: Release, one: number, two: number) => Release | undefined;

function without<T>(items: readonly T[], position: number): readonly T[] {
  return items.filter((_, index) => index !== position);
}

function unsigned(event: ReleaseEvent): ReleaseEvent {
  const { signature: _, ...rest } = event;
  return rest;
}

function at(items: readonly unknown[], which: number): number | undefined {
  return items.length === 0 ? undefined : which % items.length;
}

function moved<T>(items: readonly T[], one: number, two: number): readonly T[] | undefined {
  const [from, to] = [at(items, one), at(items, two)];
  const item = items[from ?? 0];
  if (from === undefined || to === undefined || from === to || item === undefined) return undefined;
  return without(items, from).toSpliced(to, 0, item);
}

/** The same text with another character of its kind somewhere. */
function edited(text: string, which: number): string {
  const position = which % text.length;
  const character = text.charAt(position);
  const other = /[0-9]/.test(character) ? (Number(character) + 1) % 10 : character === 'a' ? 'b' : 'a';
  return `${text.slice(0, position)}${other}${text.slice(position + 1)}`;
}

function withEntry<Entry extends object>(
  entries: readonly Entry[],
  which: number,
  key: number,
  edit: number,
) {
  const position = at(entries, which);
  const entry = entries[position ?? 0];
  if (position === undefined || entry === undefined) return undefined;
  const texts = Object.entries(entry).filter((pair): pair is [string, string] => typeof pair[1] === 'string');
  const [name = '', text = ''] = texts[key % texts.length] ?? [];
  return entries.with(position, { ...entry, [name]: edited(text, edit) });
}

const smuggled = (history: readonly ReleaseEvent[], position: number): ReleaseEvent => ({
  ...eventOf('verified', ''),
  at: history[position]?.at ?? '',
  digest: history[position]?.digest ?? digestOf('none'),
});

const MUTATIONS: Readonly<Record<string, Mutation>> = {
  'a character of an event is edited': (release, one, two) => {
    const history = withEntry<ReleaseEvent>(release.history, one, two, one + two);
    return history && { ...release, history };
  },
  'a character of a record is edited': (release, one, two) => {
    const records = withEntry<ReleaseRecord>(release.records, one, two, one + two);
    return records && { ...release, records };
  },
  'an event is taken out above another': (release, one) => {
    const position = at(release.history.slice(0, -1), one);
    return position === undefined ? undefined : { ...release, history: without(release.history, position) };
  },
  'an event is moved': (release, one, two) => {
    const history = moved(release.history, one, two);
    return history && { ...release, history };
  },
  'an event is repeated': (release, one, two) => {
    const event = release.history[at(release.history, one) ?? 0];
    return (
      event && {
        ...release,
        history: release.history.toSpliced(two % (release.history.length + 1), 0, event),
      }
    );
  },
  'an event that nobody signed is put in': (release, one) => {
    const position = at(release.history, one);
    if (position === undefined) return undefined;
    return {
      ...release,
      history: release.history.toSpliced(position + 1, 0, smuggled(release.history, position)),
    };
  },
  'a signature is taken out': (release, one) => {
    const positions = release.history.flatMap(({ signature }, index) =>
      signature === undefined ? [] : [index],
    );
    const position = positions[one % positions.length];
    const event = release.history[position ?? 0];
    if (position === undefined || event === undefined) return undefined;
    return { ...release, history: release.history.with(position, unsigned(event)) };
  },
  'all signatures are taken out': (release) =>
    release.history.length === 0 ? undefined : { ...release, history: release.history.map(unsigned) },
  'two signatures change places': (release, one, two) => {
    const [from, to] = [at(release.history, one) ?? 0, at(release.history, two) ?? 0];
    const [first, second] = [release.history[from], release.history[to]];
    if (first?.signature === undefined || second?.signature === undefined || from === to) return undefined;
    return {
      ...release,
      history: release.history
        .with(from, { ...first, signature: second.signature })
        .with(to, { ...second, signature: first.signature }),
    };
  },
  'a record is taken out': (release, one) => {
    const position = at(release.records, one);
    return position === undefined ? undefined : { ...release, records: without(release.records, position) };
  },
  'a record is moved': (release, one, two) => {
    const records = moved(release.records, one, two);
    return records && { ...release, records };
  },
  'a record without an event is put in': (release, one) => ({
    ...release,
    records: release.records.toSpliced(one % (release.records.length + 1), 0, {
      ...recordOf('smuggled'),
      recordedAt:
        release.records[one % (release.records.length + 1)]?.recordedAt ?? recordOf('', 59).recordedAt,
    }),
  }),
  'a sample is called a real image, or the other way round': (release, one) => {
    const position = at(release.records, one);
    const record = release.records[position ?? 0];
    if (position === undefined || record === undefined) return undefined;
    const { sample, ...rest } = record;
    return {
      ...release,
      records: release.records.with(position, sample === true ? rest : { ...rest, sample: true }),
    };
  },
};

/** The whole file as another one, whose text says so too. */
const COPIES: readonly Partial<Release>[] = [
  { environment: 'prod' },
  { environment: 'dev' },
  { service: 'web' },
];

describe('of a file whose events are signed, it is found that', () => {
  test.each(Object.entries(MUTATIONS))('%s', async (_, mutate) => {
    let done = 0;
    await fc.assert(
      fc.asyncProperty(signedRelease, fc.nat(), fc.nat(), async ({ release, from }, one, two) => {
        const signed = await grown(release, from);
        const changed = mutate(signed, one, two);
        if (changed === undefined || renderRelease(changed) === renderRelease(signed)) return;
        done += 1;
        expect(found(changed)).not.toEqual([]);
      }),
    );
    expect(done).toBeGreaterThan(5);
  });

  test('it was copied to another environment or service, and says so inside', async () => {
    let done = 0;
    await fc.assert(
      fc.asyncProperty(signedRelease, fc.constantFrom(...COPIES), async ({ release, from }, copy) => {
        const signed = await grown(release, from);
        const copied = { ...signed, ...copy };
        if (signed.history.length === 0 || renderRelease(copied) === renderRelease(signed)) return;
        done += 1;
        expect(found(copied)).toEqual(['signature/broken']);
        expect(found(signed, copied)).toContain('release/place');
      }),
    );
    expect(done).toBeGreaterThan(5);
  });
});

test('what is cut from the end is not found: docs/signed-events.md says so', async () => {
  await fc.assert(
    fc.asyncProperty(signedRelease, fc.nat(), async ({ release }, one) => {
      const signed = await grown(release, 0);
      const history = signed.history.slice(0, one % (signed.history.length + 1));
      const records = signed.records.filter(({ digest }) => history.some((event) => event.digest === digest));
      const selected =
        history.findLast(({ event }) => event === 'selected' || event === 'restored')?.digest ?? null;
      expect(found({ ...signed, selected, records, history })).toEqual([]);
    }),
  );
});
