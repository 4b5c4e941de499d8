import fc from 'fast-check';
import { checkPromotion, Duration, promoteImage, Releases, stageStates, verifyImage } from 'slipway';
import { soakedAt, soakedSeconds, verificationOf } from '../../promotion/soak';
import { at, digestOf, eventOf, recordOf, releaseOf, releaseThrough } from './support';

const DAY = 24 * 60;
const STAGES = [{ name: 'dev' }, { name: 'staging', after: 'dev', soak: Duration.hours(24) }];
const TO_STAGING = { service: 'api', from: 'dev', to: 'staging', digest: digestOf('two') };

const pipelineOf = (...releases: readonly ReturnType<typeof releaseOf>[]) => ({
  stages: STAGES,
  services: ['api'],
  releases: Releases.of(releases),
});

/** Two was verified at minute 15, and three was selected a minute later. */
const moved = releaseOf({
  selected: digestOf('three'),
  records: [recordOf('two', 10), recordOf('three', 16)],
  history: [eventOf('selected', 'two', 10), eventOf('verified', 'two', 15), eventOf('selected', 'three', 16)],
});

test('an image that another one replaced after a minute has soaked for a minute, a day later too', () => {
  const { findings } = promoteImage(pipelineOf(moved), TO_STAGING, { at: at(DAY + 75), by: 'Ada' });
  expect(findings).toMatchObject([
    {
      rule: 'promotion/soak',
      message:
        'must not be before the digest has soaked in dev: dev must have it selected and verified for 24h0m0s, and had so for 1m0s',
      value: at(DAY + 75),
    },
  ]);
  expect(findings[0]?.advice).toContain(`dev selects ${digestOf('three')} now, so that time does not grow.`);
});

test('an image that soaks says how long it has, and when that is enough', () => {
  const dev = releaseThrough('dev', ['two']);
  const { findings } = promoteImage(pipelineOf(dev), TO_STAGING, { at: at(65), by: 'Ada' });
  expect(findings[0]?.message).toBe(
    `must not be before ${at(DAY + 5)}: dev must have it selected and verified for 24h0m0s, and had so for 1h0m0s`,
  );
  const late = promoteImage(pipelineOf(dev), TO_STAGING, { at: at(DAY + 5), by: 'Ada' });
  expect(late.release?.selected).toBe(digestOf('two'));
});

test('what came back is verified again, and both times count together', () => {
  const back = {
    ...moved,
    selected: digestOf('two'),
    history: [...moved.history, eventOf('restored', 'two', 100)],
  };
  const early = promoteImage(pipelineOf(back), TO_STAGING, { at: at(2 * DAY), by: 'Ada' });
  expect(early.findings[0]?.advice).toContain('not verified since: `npx slipway verify dev api`');

  const dev = { environment: 'dev', service: 'api' };
  const seen = verifyImage(pipelineOf(back), dev, { at: at(110), by: 'Ada' }).release ?? back;
  expect(seen.history.at(-1)).toMatchObject({ event: 'verified', at: at(110) });
  expect(soakedAt(seen, digestOf('two'), DAY * 60)).toBe(at(110 + DAY - 1));
  const again = verifyImage(pipelineOf(seen), dev, { at: at(120), by: 'Ada' });
  expect(again.release).toBe(seen);
});

test('a verification by hand of what another image has replaced starts no time', () => {
  const { history } = moved;
  const late = {
    ...moved,
    history: [history[0], history[2], eventOf('verified', 'two', 20)].flatMap((e) => e ?? []),
  };
  expect(soakedSeconds(late, digestOf('two'), at(DAY))).toBe(0);
  expect(soakedAt(late, digestOf('two'), 60)).toBeUndefined();
});

test('the synth refuses a recorded selection by the same time', () => {
  const staging = (minute: number) =>
    releaseOf({
      environment: 'staging',
      selected: digestOf('two'),
      records: [recordOf('two', minute)],
      history: [eventOf('selected', 'two', minute)],
    });
  const rules = (...releases: readonly ReturnType<typeof releaseOf>[]) =>
    checkPromotion(pipelineOf(...releases)).map(({ rule }) => rule);
  expect(rules(moved, staging(DAY + 75))).toEqual(['promotion/soak']);
  const dev = releaseThrough('dev', ['two']);
  expect(rules(dev, staging(DAY + 4))).toEqual(['promotion/soak']);
  expect(rules(dev, staging(DAY + 5))).toEqual([]);
});

test('the pipeline shows that the time of what was replaced does not grow', () => {
  expect(stageStates(pipelineOf(moved), 'api', at(DAY * 3))[1]?.waiting).toMatchObject({
    soakedSeconds: 60,
    soakedAt: undefined,
    heldUpBy: ['soak'],
  });
});

describe('in any history', () => {
  const NAMES = ['one', 'two', 'three'];
  const events = fc.array(
    fc.record({
      event: fc.constantFrom('selected', 'restored', 'verified', 'verified', 'rejected'),
      name: fc.constantFrom(...NAMES),
      minutes: fc.nat(4),
    }),
    { maxLength: 30, size: 'max' },
  );
  const histories = events.map((all) => {
    let minute = 0;
    const history = all.map(({ event, name, minutes }) => eventOf(event, name, (minute += minutes)));
    const selected = history.findLast(({ event }) => event === 'selected' || event === 'restored')?.digest;
    return releaseOf({ selected: selected ?? null, records: NAMES.map((name) => recordOf(name)), history });
  });

  /** Minute by minute: whether the digest is selected, and was verified since it is. */
  function counted(release: ReturnType<typeof releaseOf>, until: number): number {
    let minutes = 0;
    for (let minute = 0; minute < until; minute += 1) {
      const so = release.history.filter((event) => event.at <= at(minute));
      const turned = so.findLastIndex(({ event, digest }) => {
        return (event === 'selected' || event === 'restored') && digest !== digestOf('one');
      });
      const since = so.slice(turned + 1);
      const from = since.findIndex(({ event }) => event === 'selected' || event === 'restored');
      const isVerified = from !== -1 && since.slice(from).some(isVerificationOfOne);
      if (isVerified) minutes += 1;
    }
    return minutes;
  }
  const isVerificationOfOne = ({ event, digest }: { event: string; digest: string }) =>
    event === 'verified' && digest === digestOf('one');

  test('the time is what a clock would count that looks every minute', () => {
    let some = 0;
    fc.assert(
      fc.property(histories, fc.nat(140), (release, until) => {
        const minutes = counted(release, until);
        if (minutes > 0) some += 1;
        expect(soakedSeconds(release, digestOf('one'), at(until))).toBe(minutes * 60);
      }),
    );
    expect(some).toBeGreaterThan(10);
  });

  test('at the time that is said to be enough it is, and a second before it is not', () => {
    let some = 0;
    fc.assert(
      fc.property(histories, fc.integer({ min: 1, max: 60 }), (release, minutes) => {
        const digest = digestOf('one');
        const enough = soakedAt(release, digest, minutes * 60);
        if (enough === undefined) {
          expect(soakedSeconds(release, digest, at(10_000))).toBeLessThan(minutes * 60);
          expect(verificationOf(release, digest)).toBeUndefined();
          return;
        }
        some += 1;
        expect(soakedSeconds(release, digest, enough)).toBe(minutes * 60);
        const before = new Date(Date.parse(enough) - 1000).toISOString().replace('.000Z', 'Z');
        expect(soakedSeconds(release, digest, before)).toBe(minutes * 60 - 1);
      }),
      { numRuns: 500 },
    );
    expect(some).toBeGreaterThan(10);
  });
});
