import {
  type Attribution,
  Duration,
  findDigest,
  lastSelected,
  stageStates,
  promoteImage,
  type Pipeline,
  rejectImage,
  type Release,
  releaseImage,
  Releases,
  type ReleaseResult,
  rollbackImage,
  verifyImage,
} from 'slipway';
import { problem } from '../../core/findings';
import { at, digestOf, eventOf, recordOf, releaseOf, releaseThrough } from './support';

const DEV = { environment: 'dev', service: 'api' };
const STAGING = { environment: 'staging', service: 'api' };
const TO_STAGING = { service: 'api', from: 'dev', to: 'staging' };

function pipelineOf(...releases: readonly Release[]): Pipeline {
  return {
    stages: [{ name: 'dev' }, { name: 'staging', after: 'dev', soak: Duration.minutes(10) }],
    services: ['api'],
    releases: Releases.of(releases),
  };
}

function byAda(minute: number, more: Partial<Attribution> = {}): Attribution {
  return { at: at(minute), by: 'Ada', ...more };
}

function image(name: string) {
  const { digest, sourceHash, commit, platforms } = recordOf(name);
  return { digest, sourceHash, commit, platforms };
}

/** The rules that a step was refused by. */
function rulesOf({ findings }: ReleaseResult): readonly string[] {
  return findings.map(({ rule }) => rule);
}

describe('a release', () => {
  test('records the image and selects it', () => {
    const { release } = releaseImage(pipelineOf(), DEV, image('one'), byAda(1));
    expect(release).toMatchObject({
      selected: digestOf('one'),
      records: [{ digest: digestOf('one'), recordedAt: at(1) }],
      history: [{ at: at(1), event: 'selected', by: 'Ada' }],
    });
  });

  test('into a new file refers to the schema as the files beside it do', () => {
    const schema = { $schema: '../../../schemas/release.schema.json' };
    const dev = { ...releaseThrough('dev', ['one']), ...schema };
    const { release } = promoteImage(pipelineOf(dev), TO_STAGING, byAda(30));
    expect(release).toMatchObject({ environment: 'staging', ...schema });
    expect(releaseImage(pipelineOf(), DEV, image('one'), byAda(1)).release?.$schema).toBeUndefined();
  });

  test('of a rebuilt source selects the first build of it', () => {
    const pipeline = pipelineOf(releaseThrough('dev', ['one', 'two']));
    const rebuilt = { ...image('one'), digest: digestOf('rebuilt') };
    const { release } = releaseImage(pipeline, DEV, rebuilt, byAda(20));
    expect(release?.selected).toBe(digestOf('one'));
    expect(release?.records).toHaveLength(2);
  });

  test('of what is already selected changes nothing', () => {
    const dev = releaseThrough('dev', ['one']);
    expect(releaseImage(pipelineOf(dev), DEV, image('one'), byAda(20)).release).toBe(dev);
  });

  test('into a file of samples removes their note, and keeps them as history', () => {
    const samples = releaseThrough('dev', ['one']);
    const records = samples.records.map((record) => ({ ...record, sample: true as const }));
    const { release } = releaseImage(
      pipelineOf({ ...samples, note: 'Sample', records }),
      DEV,
      image('real'),
      byAda(20),
    );
    expect(release?.records.map(({ sample }) => sample)).toEqual([true, undefined]);
    expect(release?.note).toBeUndefined();
  });

  test('keeps the note of a file that holds a real image, or only more samples', () => {
    const real = { ...releaseThrough('dev', ['one']), note: 'By hand' };
    expect(releaseImage(pipelineOf(real), DEV, image('two'), byAda(20)).release?.note).toBe('By hand');
    const records = real.records.map((record) => ({ ...record, sample: true as const }));
    const sample = { ...image('two'), sample: true as const };
    const { release } = releaseImage(pipelineOf({ ...real, records }), DEV, sample, byAda(20));
    expect(release?.note).toBe('By hand');
    expect(release?.records.at(-1)).toHaveProperty('sample', true);
    const without = releaseImage(pipelineOf(releaseThrough('dev', ['one'])), DEV, image('two'), byAda(20));
    expect(without.release).not.toHaveProperty('note');
  });

  test('into a file that is invalid is refused with what is wrong in that file, and no other', () => {
    const at = (service: string) => `environments/dev/releases/${service}.json`;
    const wrong = (service: string) =>
      problem({
        rule: 'release/format',
        path: `${at(service)}#/note`,
        message: 'must be text',
        advice: 'Fix it.',
      });
    const files = ['api', 'web'].map((service) => ({ environment: 'dev', service, path: at(service) }));
    const releases = new Releases('environments', files, [wrong('api'), wrong('web')]);
    const { findings, release } = releaseImage({ ...pipelineOf(), releases }, DEV, image('one'), byAda(1));
    expect(findings).toEqual([wrong('api')]);
    expect(release).toBeUndefined();
  });

  test('is refused if the clock is behind the file', () => {
    const step = releaseImage(pipelineOf(releaseThrough('dev', ['one'])), DEV, image('two'), byAda(1));
    expect(rulesOf(step)).toEqual(['release/clock']);
  });

  test('goes on in the same second as the entry before it', () => {
    const dev = releaseThrough('dev', ['one']);
    expect(releaseImage(pipelineOf(dev), DEV, image('two'), byAda(5)).release?.selected).toBe(
      digestOf('two'),
    );
    expect(rulesOf(releaseImage(pipelineOf(dev), DEV, image('two'), byAda(4)))).toEqual(['release/clock']);
  });
});

describe('a verification', () => {
  test('records the reason, if there is one', () => {
    const dev = releaseThrough('dev', ['one'], { verified: false });
    const last = (more: Partial<Attribution>) =>
      verifyImage(pipelineOf(dev), DEV, byAda(3, more)).release?.history.at(-1);
    expect(last({ reason: 'Load test' })).toHaveProperty('reason', 'Load test');
    expect(last({})?.reason).toBeUndefined();
  });

  test('applies once to what is selected', () => {
    const dev = releaseThrough('dev', ['one'], { verified: false });
    const { release } = verifyImage(pipelineOf(dev), DEV, byAda(3));
    expect(release?.history.at(-1)).toEqual({
      at: at(3),
      event: 'verified',
      digest: digestOf('one'),
      by: 'Ada',
    });
    const pipeline = pipelineOf(release ?? dev);
    expect(verifyImage(pipeline, DEV, byAda(9)).release).toBe(release);
  });

  test.each<[string, Release, string]>([
    ['nothing', releaseOf(), 'promotion/nothing-selected'],
    [
      'a sample',
      releaseOf({
        selected: digestOf('one'),
        records: [recordOf('one', 0, { sample: true })],
        history: [eventOf('selected', 'one')],
      }),
      'promotion/shippable',
    ],
    [
      'a sample that says it was verified',
      releaseOf({
        selected: digestOf('one'),
        records: [recordOf('one', 0, { sample: true })],
        history: [eventOf('selected', 'one'), eventOf('verified', 'one', 1)],
      }),
      'promotion/shippable',
    ],
  ])('of %s is refused', (_what, dev, rule) => {
    expect(rulesOf(verifyImage(pipelineOf(dev), DEV, byAda(3)))).toEqual([rule]);
  });

  test('of what was rejected is refused otherwise than that of a sample', () => {
    const one = releaseThrough('dev', ['one'], { verified: false });
    const rejected = { ...one, history: [...one.history, eventOf('rejected', 'one', 1)] };
    const sample = { ...one, records: [recordOf('one', 0, { sample: true })] };
    const messages = [rejected, sample].map(
      (dev) => verifyImage(pipelineOf(dev), DEV, byAda(3)).findings[0]?.message,
    );
    expect(messages).toEqual(['must not be rejected', 'must not be a sample: no registry holds it']);
  });
});

describe('a promotion', () => {
  test('selects the newest verified image, even if the previous environment has moved on', () => {
    const dev = releaseThrough('dev', ['one', 'two']);
    const moved = releaseImage(pipelineOf(dev), DEV, image('three'), byAda(25)).release ?? dev;
    const { release } = promoteImage(pipelineOf(moved), TO_STAGING, byAda(30));
    expect(release?.selected).toBe(digestOf('two'));
    expect(release?.records).toEqual([recordOf('two', 30)]);
  });

  test('skips what the previous environment has rolled back from', () => {
    const dev = releaseThrough('dev', ['one', 'two']);
    const back = rollbackImage(pipelineOf(dev), DEV, undefined, byAda(20, { reason: 'slow' })).release ?? dev;
    const seen = verifyImage(pipelineOf(back), DEV, byAda(21)).release ?? back;
    expect(promoteImage(pipelineOf(seen), TO_STAGING, byAda(30)).release?.selected).toBe(digestOf('one'));
  });

  test('waits until the soak is over, or records who did not wait', () => {
    const dev = releaseThrough('dev', ['one']);
    const early = promoteImage(pipelineOf(dev), TO_STAGING, byAda(14));
    expect(early.findings).toMatchObject([
      { rule: 'promotion/soak', message: expect.stringContaining(`must not be before ${at(15)}`) as string },
    ]);
    expect(promoteImage(pipelineOf(dev), TO_STAGING, byAda(15)).release?.history).toEqual([
      eventOf('selected', 'one', 15, { by: 'Ada' }),
    ]);
    const unreasoned = promoteImage(pipelineOf(dev), TO_STAGING, byAda(14, { overrides: ['soak'] }));
    expect(rulesOf(unreasoned)).toEqual(['promotion/reason']);
    const overridden = byAda(14, { overrides: ['soak', 'freeze'], reason: 'orders are lost' });
    expect(promoteImage(pipelineOf(dev), TO_STAGING, overridden).release?.history).toMatchObject([
      { overrides: ['soak'], reason: 'orders are lost' },
    ]);
  });

  test('that happened too early, by today’s soak, is recorded again', () => {
    const dev = releaseThrough('dev', ['one']);
    const hasty = releaseThrough('staging', ['one'], { verified: false });
    const { release } = promoteImage(pipelineOf(dev, hasty), TO_STAGING, byAda(15));
    expect(release?.history.map((event) => event.at)).toEqual([at(0), at(15)]);
  });

  test('does not undo a rollback without an override', () => {
    const dev = releaseThrough('dev', ['one', 'two']);
    const staging = releaseThrough('staging', ['one', 'two']);
    const back =
      rollbackImage(pipelineOf(dev, staging), STAGING, undefined, byAda(30, { reason: 'slow' })).release ??
      staging;
    expect(rulesOf(promoteImage(pipelineOf(dev, back), TO_STAGING, byAda(31)))).toEqual(['promotion/hold']);
    const decided = byAda(31, { overrides: ['hold'], reason: 'it was the network' });
    expect(promoteImage(pipelineOf(dev, back), TO_STAGING, decided).release?.selected).toBe(digestOf('two'));
  });

  test('does not go back: that is what a rollback is for', () => {
    const dev = releaseThrough('dev', ['one', 'two']);
    const back = rollbackImage(pipelineOf(dev), DEV, undefined, byAda(20, { reason: 'slow' })).release ?? dev;
    const step = promoteImage(
      pipelineOf(back, releaseThrough('staging', ['one', 'two'])),
      TO_STAGING,
      byAda(40),
    );
    expect(step.findings).toMatchObject([
      {
        rule: 'promotion/backwards',
        advice: expect.stringContaining('npx slipway rollback staging api') as string,
      },
    ]);
  });

  test('of an unverified image is refused', () => {
    const dev = releaseThrough('dev', ['one'], { verified: false });
    expect(rulesOf(promoteImage(pipelineOf(dev), TO_STAGING, byAda(30)))).toEqual([
      'promotion/nothing-verified',
    ]);
    const chosen = promoteImage(pipelineOf(dev), { ...TO_STAGING, digest: digestOf('one') }, byAda(30));
    expect(rulesOf(chosen)).toEqual(['promotion/verified']);
  });

  test('from where nothing was released is refused', () => {
    const { findings } = promoteImage(pipelineOf(), TO_STAGING, byAda(30));
    expect(findings).toMatchObject([{ rule: 'promotion/none-selected', value: 'missing' }]);
    const none = promoteImage(pipelineOf(releaseOf()), TO_STAGING, byAda(30));
    expect(none.findings).toMatchObject([{ value: 'selecting no image' }]);
    const unverified = releaseThrough('dev', ['one'], { verified: false });
    expect(promoteImage(pipelineOf(unverified), TO_STAGING, byAda(30)).findings).toMatchObject([
      { value: `selecting ${digestOf('one')}, which is not verified` },
    ]);
  });

  test('of a sample is refused, even by name', () => {
    const dev = releaseOf({
      selected: digestOf('one'),
      records: [recordOf('one', 0, { sample: true })],
      history: [eventOf('selected', 'one'), eventOf('verified', 'one', 1)],
    });
    const chosen = promoteImage(pipelineOf(dev), { ...TO_STAGING, digest: digestOf('one') }, byAda(30));
    expect(rulesOf(chosen)).toEqual(['promotion/shippable']);
  });
});

describe('a rollback', () => {
  test('of a file that is invalid is refused with what is wrong in it', () => {
    const path = 'environments/dev/releases/api.json';
    const wrong = problem({ rule: 'release/format', path, message: 'must be text', advice: 'Fix it.' });
    const releases = new Releases('environments', [{ ...DEV, path }], [wrong]);
    const step = rollbackImage({ ...pipelineOf(), releases }, DEV, undefined, byAda(20, { reason: 'Bad' }));
    expect(step.findings).toEqual([wrong]);
  });

  const staging = releaseThrough('staging', ['one', 'two', 'three']);
  const dev = releaseThrough('dev', ['one', 'two', 'three']);
  const reason = 'orders are lost';

  test('goes back one step, again and again, and holds', () => {
    const once =
      rollbackImage(pipelineOf(dev, staging), STAGING, undefined, byAda(30, { reason })).release ?? staging;
    expect(once.selected).toBe(digestOf('two'));
    const twice = rollbackImage(pipelineOf(dev, once), STAGING, undefined, byAda(31, { reason })).release;
    expect(twice?.selected).toBe(digestOf('one'));
    expect(twice?.history.at(-1)).toMatchObject({ event: 'restored', reason });
  });

  test('skips what was rejected', () => {
    const rejected = rejectImage(pipelineOf(dev, staging), 'api', digestOf('two'), byAda(30, { reason }));
    expect(rejected.findings).toEqual([]);
    const pipeline = pipelineOf(rejected.release ?? dev, staging);
    expect(rollbackImage(pipeline, STAGING, undefined, byAda(31, { reason })).release?.selected).toBe(
      digestOf('one'),
    );
  });

  test.each<[string, Release, string | undefined, Partial<Attribution>, string]>([
    ['without a reason', staging, undefined, {}, 'promotion/reason'],
    [
      'with nothing before',
      releaseThrough('staging', ['one']),
      undefined,
      { reason },
      'promotion/nothing-before',
    ],
    ['to what never ran there', releaseThrough('staging', ['one']), 'two', { reason }, 'release/recorded'],
  ])('%s is refused', (_what, release, to, more, rule) => {
    const digest = to === undefined ? undefined : digestOf(to);
    const step = rollbackImage(pipelineOf(dev, release), STAGING, digest, byAda(30, more));
    expect(rulesOf(step)).toContain(rule);
  });
});

test('a rejection needs a reason, is of what was recorded, and is made once', () => {
  const dev = releaseThrough('dev', ['one', 'two']);
  const reject = (release: Release, name: string, more: Partial<Attribution>) =>
    rejectImage(pipelineOf(release), 'api', digestOf(name), byAda(30, more));
  expect(rulesOf(reject(dev, 'one', {}))).toEqual(['promotion/reason']);
  expect(rulesOf(reject(dev, 'one', { reason: ' ' }))).toEqual(['promotion/reason']);
  expect(rulesOf(reject(dev, 'three', { reason: 'a leak' }))).toEqual(['promotion/recorded']);
  const rejected = reject(dev, 'one', { reason: 'a leak' }).release ?? dev;
  expect(rejected.history.at(-1)).toMatchObject({ event: 'rejected', reason: 'a leak' });
  expect(reject(rejected, 'one', { reason: 'again' }).release).toBe(rejected);
});

test('a freeze of one environment keeps nothing from another', () => {
  const freeze = [{ from: at(0), until: at(59), reason: 'a fair' }];
  const stages = [{ name: 'dev' }, { name: 'staging', after: 'dev', freeze }];
  const pipeline = { stages, services: ['api'], releases: Releases.of([releaseThrough('dev', ['one'])]) };
  expect(rulesOf(promoteImage(pipeline, TO_STAGING, byAda(30)))).toEqual(['promotion/freeze']);
  expect(releaseImage(pipeline, DEV, image('two'), byAda(30)).release?.selected).toBe(digestOf('two'));
});

test('what an environment selects can only be rejected after that environment has left it', () => {
  const pipeline = pipelineOf(releaseThrough('dev', ['one', 'two']), releaseThrough('staging', ['one']));
  const step = rejectImage(pipeline, 'api', digestOf('one'), byAda(30, { reason: 'a leak' }));
  expect(step.findings).toMatchObject([
    {
      rule: 'promotion/selected',
      path: 'environments/staging/releases/api.json#/selected',
      advice: expect.stringContaining('npx slipway rollback staging api') as string,
    },
  ]);
});

test('the pipeline shows what waits where, and for what', () => {
  const dev = releaseThrough('dev', ['one', 'two']);
  const places = stageStates(pipelineOf(dev, releaseThrough('staging', ['one'])), 'api', at(20));
  expect(places).toMatchObject([
    {
      environment: 'dev',
      selected: { digest: digestOf('two') },
      verification: { at: at(15) },
      waiting: undefined,
    },
    {
      environment: 'staging',
      selected: { digest: digestOf('one') },
      isHeld: false,
      waiting: {
        from: 'dev',
        record: { digest: digestOf('two') },
        soakedSeconds: 300,
        soakedAt: at(25),
        heldUpBy: ['soak'],
      },
    },
  ]);
  expect(
    stageStates(pipelineOf(dev, releaseThrough('staging', ['two'])), 'api', at(20))[1]?.waiting,
  ).toBeUndefined();
});

test('what waits for the end of a freeze, or for a decision about a rollback, says so', () => {
  const reason = 'a fair';
  const stages = [
    { name: 'dev' },
    { name: 'staging', after: 'dev', freeze: [{ from: at(20), until: at(30), reason }] },
  ];
  const releases = Releases.of([releaseThrough('dev', ['one'])]);
  const heldUpBy = (pipeline: Pipeline, minute: number) =>
    stageStates(pipeline, 'api', at(minute))[1]?.waiting?.heldUpBy;
  const frozen = { stages, services: ['api'], releases };
  expect([19, 20, 29, 30].map((minute) => heldUpBy(frozen, minute))).toEqual([
    [],
    ['freeze'],
    ['freeze'],
    [],
  ]);

  const dev = releaseThrough('dev', ['one', 'two', 'three']);
  const staging = releaseThrough('staging', ['one', 'two']);
  const back = rollbackImage(pipelineOf(dev, staging), STAGING, undefined, byAda(30, { reason })).release;
  const held = pipelineOf(dev, back ?? staging);
  expect(heldUpBy(held, 40)).toEqual(['hold']);
  expect(stageStates(held, 'api', at(40))[1]).toMatchObject({
    isHeld: true,
    selection: { event: 'restored' },
  });
});

describe('the last change of an environment', () => {
  const web = (release: Release): Release => ({ ...release, service: 'web' });
  const lastOf = (...releases: readonly Release[]) =>
    lastSelected({ ...pipelineOf(...releases), services: ['api', 'web', 'new'] }, 'dev');

  test('is what one promotion selected together', () => {
    expect(lastOf(releaseThrough('dev', ['one', 'two']), web(releaseThrough('dev', ['a', 'b'])))).toEqual([
      'api',
      'web',
    ]);
  });

  test('is one service, where the others were selected before', () => {
    expect(lastOf(releaseThrough('dev', ['one', 'two']), web(releaseThrough('dev', ['a'])))).toEqual(['api']);
    expect(lastOf(releaseThrough('dev', ['one']), web(releaseThrough('dev', ['a', 'b'])))).toEqual(['web']);
  });

  test('does not count if it was a rollback, or never happened', () => {
    const dev = releaseThrough('dev', ['one', 'two']);
    const back = rollbackImage(pipelineOf(dev), DEV, undefined, byAda(20, { reason: 'slow' })).release;
    expect(lastOf(back ?? dev)).toEqual([]);
    expect(lastOf()).toEqual([]);
  });
});

describe('a digest', () => {
  const releases = Releases.of([releaseThrough('dev', ['one', 'two'])]);
  const one = digestOf('one');

  test.each([one, one.slice(0, 13), one.slice(7, 13)])('may be written %s', (text) => {
    expect(findDigest(releases, text, ['api'])).toBe(one);
  });

  test('of which two are recorded that begin alike needs more digits', () => {
    const ends = ['a', 'b'].map((end) => `sha256:${'c'.repeat(63)}${end}` as typeof one);
    const two = Releases.of([
      releaseOf({ records: ends.map((digest, minute) => recordOf('any', minute, { digest })) }),
    ]);
    expect(() => findDigest(two, 'cccccc', ['api'])).toThrow(
      `but is cccccc, the beginning of ${ends.join(' and ')}`,
    );
    expect(findDigest(two, ends[1] ?? '', ['api'])).toBe(ends[1]);
    expect(() => findDigest(two, 'dddddd', ['api'])).toThrow(/but is dddddd$/m);
  });

  test.each(['abcdef0', one.slice(7, 12), 'sha256:'])('may not be written %s', (text) => {
    expect(() => findDigest(releases, text, ['api'])).toThrow('must be a recorded digest');
  });
});
