import {
  type Attribution,
  Duration,
  findDigest,
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

  test('is refused if the clock is behind the file', () => {
    const step = releaseImage(pipelineOf(releaseThrough('dev', ['one'])), DEV, image('two'), byAda(1));
    expect(rulesOf(step)).toEqual(['release/clock']);
  });
});

describe('a verification', () => {
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
});

describe('a promotion', () => {
  test('selects the newest verified image, even if the previous environment has moved on', () => {
    const dev = releaseThrough('dev', ['one', 'two']);
    const moved = releaseImage(pipelineOf(dev), DEV, image('three'), byAda(16)).release ?? dev;
    const { release } = promoteImage(pipelineOf(moved), TO_STAGING, byAda(30));
    expect(release?.selected).toBe(digestOf('two'));
    expect(release?.records).toEqual([recordOf('two', 30)]);
  });

  test('skips what the previous environment has rolled back from', () => {
    const dev = releaseThrough('dev', ['one', 'two']);
    const back = rollbackImage(pipelineOf(dev), DEV, undefined, byAda(20, { reason: 'slow' })).release ?? dev;
    expect(promoteImage(pipelineOf(back), TO_STAGING, byAda(30)).release?.selected).toBe(digestOf('one'));
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
      waiting: { from: 'dev', record: { digest: digestOf('two') }, soakedAt: at(25), heldUpBy: ['soak'] },
    },
  ]);
  expect(
    stageStates(pipelineOf(dev, releaseThrough('staging', ['two'])), 'api', at(20))[1]?.waiting,
  ).toBeUndefined();
});

describe('a digest', () => {
  const releases = Releases.of([releaseThrough('dev', ['one', 'two'])]);
  const one = digestOf('one');

  test.each([one, one.slice(0, 13), one.slice(7, 13)])('may be written %s', (text) => {
    expect(findDigest(releases, text, ['api'])).toBe(one);
  });

  test.each(['abcdef0', one.slice(7, 12), 'sha256:'])('may not be written %s', (text) => {
    expect(() => findDigest(releases, text, ['api'])).toThrow('must be a recorded digest');
  });
});
