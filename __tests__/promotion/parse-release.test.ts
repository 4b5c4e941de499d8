/** @loads-anew: its errors, dates and promises are of other classes than those of shared modules */
import { DIGEST_OF_NOTHING } from '../../core/text';
import { parseRelease, renderRelease, type Release } from '../../promotion';
import { digestOf, eventOf, PATH, recordOf, releaseOf, releaseThrough, told, toldOf } from './support';

describe('a valid release file', () => {
  test('is parsed as written', () => {
    const release = releaseThrough('dev', ['one', 'two']);
    expect(parseRelease(renderRelease(release), PATH)).toEqual({ release, findings: [] });
  });

  test('may select nothing yet', () => {
    expect(parseRelease(renderRelease(releaseOf()), PATH).release?.selected).toBeNull();
  });

  test('can record a rollback in a freeze, a rejection and a lifted hold', () => {
    const release = releaseOf({
      selected: digestOf('three'),
      records: ['one', 'two', 'three'].map((name, index) => recordOf(name, index)),
      history: [
        eventOf('selected', 'one', 10),
        eventOf('selected', 'two', 20),
        eventOf('restored', 'one', 30, { overrides: ['freeze'] }),
        eventOf('rejected', 'two', 40),
        eventOf('selected', 'three', 50, { overrides: ['hold'], reason: 'the fix' }),
      ],
    });
    expect(toldOf(release)).toEqual([]);
  });

  test('is immutable once parsed, at every depth', () => {
    const { release } = parseRelease(renderRelease(releaseThrough('dev', ['one'])), PATH);
    expect(() => (release?.records as unknown[]).push(1)).toThrow(TypeError);
    expect(() => ((release?.history[0] as { by: string }).by = 'me')).toThrow(TypeError);
  });
});

describe('what is recorded is written in full, and nothing beside it', () => {
  const one = recordOf('one');
  test.each<[string, object]>([
    ['a digest', { digest: `${one.digest}0` }],
    ['a digest', { digest: ` ${one.digest}` }],
    ['a source hash', { sourceHash: `${one.sourceHash}0` }],
    ['a source hash', { sourceHash: one.sourceHash.slice(1) }],
    ['a commit', { commit: `${one.commit}0` }],
    ['a commit', { commit: one.commit.slice(1) }],
    ['a commit', { commit: ` ${one.commit}` }],
    ['a time', { recordedAt: `${one.recordedAt}0` }],
    ['a time', { recordedAt: ` ${one.recordedAt}` }],
  ])('%s with a character more or less is refused', (_what, wrong) => {
    const [key = ''] = Object.keys(wrong);
    expect(toldOf(releaseOf({ records: [{ ...one, ...wrong }] }))).toContainEqual(
      expect.stringContaining(`${PATH}#/records/0/${key} must`),
    );
  });
});

test.each<[string, string, object]>([
  ['digest', 'not that of an empty file', { digest: DIGEST_OF_NOTHING }],
  ['commit', 'not all of them 0', { commit: '0'.repeat(40) }],
])('a %s that a command without an answer gives is refused', (key, why, wrong) => {
  expect(toldOf(releaseOf({ records: [{ ...recordOf('one'), ...wrong }] }))).toContainEqual(
    expect.stringMatching(new RegExp(`#/records/0/${key} must.*${why}`)),
  );
});

describe('text that is not a release is refused', () => {
  test.each([
    ['an empty file', '', `${PATH} must be JSON`],
    ['a comma too many', '{"environment": "dev",}', `${PATH} must be JSON`],
    ['a list', '[]', `${PATH} must be a release file: an object`],
  ])('%s', (_what, text, expected) => {
    expect(told(text)).toEqual([expect.stringContaining(expected)]);
  });

  test('an unfinished merge, which is named as such', () => {
    const text = '{\n<<<<<<< ours\n  "selected": null\n=======\n  "selected": null\n>>>>>>> theirs\n}\n';
    expect(told(text)).toEqual([`${PATH} must not contain the conflict markers of an unfinished merge`]);
  });

  test.each(['selected', 'records'])('a merge that kept "%s" of both sides', (key) => {
    const line = JSON.stringify({ [key]: releaseOf()[key as keyof Release] }).slice(1, -1);
    const text = renderRelease(releaseOf()).replace('{', `{ ${line},`);
    expect(told(text)).toEqual([`${PATH}#/${key} must occur once: JSON silently takes the last of two`]);
  });

  test('a duplicate key deep inside, but not one that only appears in a text', () => {
    const text = renderRelease(
      releaseOf({ note: '{"note": 1, "note": 2}', records: [recordOf('one'), recordOf('two')] }),
    ).replaceAll('"platforms"', '"platforms": ["linux/amd64"], "platforms"');
    expect(told(text)).toEqual([
      `${PATH}#/records/0/platforms must occur once: JSON silently takes the last of two`,
      `${PATH}#/records/1/platforms must occur once: JSON silently takes the last of two`,
    ]);
  });
});

describe('the format of each value is checked', () => {
  const record = recordOf('one');
  const event = eventOf('selected', 'one');
  const withRecord = (fields: object) => ({ ...releaseOf(), records: [{ ...record, ...fields }] });
  const withEvent = (fields: object) => ({
    ...releaseThrough('dev', ['one']),
    history: [{ ...event, ...fields }],
  });

  test.each<[string, object, string]>([
    [
      'a name with a capital',
      { ...releaseOf(), environment: 'Dev' },
      "/environment must be the environment's name",
    ],
    ['a service that is no text', { ...releaseOf(), service: 1 }, "/service must be the service's name"],
    ['a selected tag', { ...releaseOf(), selected: 'api:1.2' }, '/selected must be null or an image digest'],
    [
      'a digest in capitals',
      withRecord({ digest: `sha256:${'A'.repeat(64)}` }),
      '/records/0/digest must be an image digest',
    ],
    ['a short source hash', withRecord({ sourceHash: 'abc' }), '/records/0/sourceHash must be a source hash'],
    ['a short commit', withRecord({ commit: 'f077fc3' }), '/records/0/commit must be a whole git commit id'],
    [
      'no platform',
      withRecord({ platforms: [] }),
      '/records/0/platforms must be a list of at least one platform',
    ],
    [
      'a platform twice',
      withRecord({ platforms: ['a/b', 'a/b'] }),
      '/records/0/platforms must be a list of at least one platform, each once',
    ],
    [
      'a platform without system',
      withRecord({ platforms: ['amd64'] }),
      '/records/0/platforms/0 must be a platform',
    ],
    [
      'a time with an offset',
      withRecord({ recordedAt: '2026-11-03T09:00:00+01:00' }),
      '/records/0/recordedAt must be an instant in UTC',
    ],
    [
      'a time with a fraction',
      withRecord({ recordedAt: '2026-11-03T09:00:00.5Z' }),
      '/records/0/recordedAt must be an instant in UTC',
    ],
    [
      '30 February',
      withRecord({ recordedAt: '2026-02-30T09:00:00Z' }),
      '/records/0/recordedAt must be an instant in UTC',
    ],
    [
      'hour 25',
      withRecord({ recordedAt: '2026-02-03T25:00:00Z' }),
      '/records/0/recordedAt must be an instant in UTC',
    ],
    ['a sample that is false', withRecord({ sample: false }), '/records/0/sample must be true, or absent'],
    [
      'an event of no known kind',
      withEvent({ event: 'deployed' }),
      '/history/0/event must be one of selected, verified, restored, rejected',
    ],
    [
      'an event by a control character',
      withEvent({ by: '\u001b[2Jroot' }),
      '/history/0/by must be a name, a note or an address, without control characters',
    ],
    [
      'an event by text that runs backwards',
      withEvent({ by: 'a\u202eb' }),
      '/history/0/by must be a name, a note or an address, without control characters',
    ],
    ['an event by nobody', withEvent({ by: ' ' }), '/history/0/by must be a name, a note or an address'],
    [
      'an override of the proof itself',
      withEvent({ overrides: ['verified'], reason: 'haste' }),
      '/history/0/overrides/0 must be one of soak, freeze, hold',
    ],
    [
      'a verification that overrides',
      withEvent({ event: 'verified', overrides: ['soak'], reason: 'haste' }),
      '/history/0/overrides must be absent where nothing is selected',
    ],
  ])('%s', (_what, release, expected) => {
    expect(toldOf(release)).toEqual([expect.stringContaining(`${PATH}#${expected}`)]);
  });

  test.each<[string, object, string]>([
    ['a rollback', withEvent({ event: 'restored' }), '#/history/0 must have "reason"'],
    ['a rejection', withEvent({ event: 'rejected' }), '#/history/0 must have "reason"'],
    ['an override', withEvent({ overrides: ['soak'] }), '#/history/0 must have "reason"'],
    [
      'the whole file',
      { environment: 'dev', service: 'api', records: [], history: [] },
      ' must have "selected"',
    ],
  ])('%s without its required field', (_what, release, expected) => {
    expect(toldOf(release)).toEqual([`${PATH}${expected}`]);
  });

  test('a misspelt key is named, with the allowed keys', () => {
    const { findings } = parseRelease(JSON.stringify(withRecord({ 'source~/hash': 'x' })), PATH);
    expect(findings).toEqual([
      expect.objectContaining({
        path: `${PATH}#/records/0/source~0~1hash`,
        message: 'must not be there',
        advice: expect.stringContaining(
          'digest, sourceHash, commit, platforms, recordedAt, sample',
        ) as string,
      }),
    ]);
  });
});

test('every problem in a file is reported at once, each with its value and advice', () => {
  const { findings } = parseRelease(
    JSON.stringify({
      ...releaseOf(),
      selected: 'latest',
      records: [{ ...recordOf('one'), commit: 'main' }],
      extra: 1,
    }),
    PATH,
  );
  expect(findings.map(({ path, value }) => [path, value])).toEqual([
    [`${PATH}#/extra`, undefined],
    [`${PATH}#/selected`, '"latest"'],
    [`${PATH}#/records/0/commit`, '"main"'],
  ]);
  expect(findings.filter(({ advice }) => advice.length < 20)).toEqual([]);
});

test('a long value is cut, so that the report stays readable', () => {
  const [finding] = parseRelease(
    JSON.stringify({ ...releaseOf(), selected: 'x'.repeat(9_999) }),
    PATH,
  ).findings;
  expect(finding?.value).toMatch(/^"x{98}…$/);
});
