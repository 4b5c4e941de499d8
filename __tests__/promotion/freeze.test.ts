import { checkFreezes, type Freeze, freezeAt, type Release, Releases, type TimeOfWeek } from 'slipway';
import fc from 'fast-check';
import { describeFreeze, freezeEnd, heldDeploy, type PipelineStage } from '../../promotion';
import { inOneFreeze } from '../../promotion/freeze';
import { digestOf, releaseThrough } from './support';

const fair: Freeze = { from: '2026-12-20T00:00:00Z', until: '2027-01-04T00:00:00Z', reason: 'year end' };
const weekend = {
  weekly: { from: 'friday 16:00', until: 'monday 08:00' },
  timeZone: 'Europe/Vienna',
  reason: 'nobody is there',
} satisfies Freeze;

test.each<[string, Freeze, string, boolean]>([
  ['begins at its first second', fair, '2026-12-20T00:00:00Z', true],
  ['is not there a second before', fair, '2026-12-19T23:59:59Z', false],
  ['is over at its end', fair, '2027-01-04T00:00:00Z', false],
  ['holds over the end of the week', weekend, '2026-11-29T12:00:00Z', true],
  ['begins by the clock of its place: 16:00 in Vienna', weekend, '2026-11-27T15:00:00Z', true],
  ['is not there before that', weekend, '2026-11-27T14:59:59Z', false],
  ['follows summer time', weekend, '2026-07-03T14:00:00Z', true],
  ['is over on Monday', weekend, '2026-11-30T07:00:00Z', false],
  [
    'may lie within a week, in UTC',
    { weekly: { from: 'tuesday 01:00', until: 'tuesday 02:00' }, reason: 'backup' },
    '2026-11-24T01:30:00Z',
    true,
  ],
  [
    'within a week has not begun before its time',
    { weekly: { from: 'tuesday 01:00', until: 'tuesday 02:00' }, reason: 'backup' },
    '2026-11-24T00:59:59Z',
    false,
  ],
  [
    'within a week is over at its end',
    { weekly: { from: 'tuesday 01:00', until: 'tuesday 02:00' }, reason: 'backup' },
    '2026-11-24T02:00:00Z',
    false,
  ],
])('a freeze %s', (_what, freeze, instant, expected) => {
  expect(freezeAt([freeze], instant) === freeze).toBe(expected);
});

test.each<[string, object, string]>([
  ['no instant', { ...fair, from: '2026-12-20' }, 'freeze/time freeze[0].from'],
  ['a month that there is not', { ...fair, from: '2026-13-01T00:00:00Z' }, 'freeze/time freeze[0].from'],
  ['an end before its beginning', { ...fair, until: '2026-01-01T00:00:00Z' }, 'freeze/time freeze[0].until'],
  [
    'no time of the week',
    { ...weekend, weekly: { from: 'freitag 16:00', until: 'monday 08:00' } },
    'freeze/time freeze[0].weekly.from',
  ],
  [
    'no length',
    { ...weekend, weekly: { from: 'monday 08:00', until: 'monday 08:00' } },
    'freeze/time freeze[0].weekly.until',
  ],
  ['an unknown time zone', { ...weekend, timeZone: 'Vienna' }, 'freeze/time-zone freeze[0].timeZone'],
  ['an offset for a time zone', { ...weekend, timeZone: '+01:00' }, 'freeze/time-zone freeze[0].timeZone'],
  ['no reason', { ...fair, reason: ' ' }, 'freeze/reason freeze[0].reason'],
])('a freeze with %s is refused', (_what, freeze, finding) => {
  const found = checkFreezes([freeze as Freeze], 'freeze');
  expect(found.map(({ rule, path }) => `${rule} ${path}`)).toEqual([finding]);
});

test('weekly freezes leave a time of the week, whatever their zones', () => {
  const of = (from: TimeOfWeek, until: TimeOfWeek, timeZone?: string): Freeze => ({
    weekly: { from, until },
    reason: 'x',
    ...(timeZone === undefined ? {} : { timeZone }),
  });
  const days = of('monday 08:00', 'friday 16:00');
  const found = (...freezes: readonly Freeze[]) =>
    checkFreezes(freezes, 'freeze').map(({ rule, path }) => `${rule} ${path}`);
  expect(found(days, of('friday 16:00', 'monday 08:00'))).toEqual(['freeze/time freeze']);
  expect(found(days, fair, of('friday 18:00', 'monday 10:00', 'Europe/Vienna'))).toEqual([
    'freeze/time freeze',
  ]);
  expect(found(days, of('friday 18:00', 'monday 09:59', 'Europe/Vienna'))).toEqual([]);
  expect(found(days, of('friday 16:01', 'monday 08:00'))).toEqual([]);
});

test('valid freezes are left alone', () => {
  expect(checkFreezes([fair, weekend], 'freeze')).toEqual([]);
});

test('a freeze is described by its times, in the zone that they are of', () => {
  expect(describeFreeze(fair)).toBe('from 2026-12-20T00:00:00Z until 2027-01-04T00:00:00Z: year end');
  expect(describeFreeze(weekend)).toBe(
    'from friday 16:00 until monday 08:00 (Europe/Vienna): nobody is there',
  );
  expect(describeFreeze({ weekly: weekend.weekly, reason: 'a fair' })).toBe(
    'from friday 16:00 until monday 08:00 (UTC): a fair',
  );
});

const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;
const timeOfWeek = fc
  .tuple(fc.constantFrom(...DAYS), fc.integer({ min: 0, max: 23 }))
  .map(([day, hour]) => `${day} ${String(hour).padStart(2, '0')}:00` as TimeOfWeek);
const HOUR_MS = 3_600_000;

test('two instants are in one weekly freeze exactly if it holds at all times between them', () => {
  fc.assert(
    fc.property(
      fc.tuple(timeOfWeek, timeOfWeek).filter(([from, until]) => from !== until),
      fc.integer({ min: 0, max: 167 }),
      fc.integer({ min: 0, max: 240 }),
      ([from, until], begin, hours) => {
        const freeze: Freeze = { weekly: { from, until }, reason: 'any' };
        const at = (hour: number) => new Date(Date.UTC(2026, 10, 1) + hour * HOUR_MS).toISOString();
        const all = Array.from({ length: hours + 1 }, (_, hour) => at(begin + hour));
        expect(inOneFreeze(freeze, at(begin), at(begin + hours))).toBe(
          all.every((instant) => freezeAt([freeze], instant) !== undefined),
        );
      },
    ),
    { numRuns: 60 },
  );
});

describe('in a freeze, a deploy', () => {
  const now = '2026-11-28T12:00:00Z';
  const stages: readonly PipelineStage[] = [{ name: 'dev', freeze: [weekend] }];
  const before = releaseThrough('dev', ['one', 'two']);
  const selected = (at: string, more: object): Release => ({
    ...before,
    history: [...before.history, { at, event: 'selected', digest: digestOf('two'), by: 'a test', ...more }],
  });
  const held = (release: Release, at = now) =>
    heldDeploy({ stages, services: [release.service], releases: Releases.of([release]) }, 'dev', at);

  test.each<[string, Release]>([
    ['of what was selected before it', before],
    ['of a rollback before it', selected('2026-11-27T12:00:00Z', { event: 'restored', reason: 'slow' })],
    [
      'of a rollback in an earlier one',
      selected('2026-11-21T12:00:00Z', { event: 'restored', reason: 'slow' }),
    ],
  ])('%s is refused, and says until when', (_, release) => {
    expect(held(release)).toEqual([
      expect.objectContaining({
        rule: 'deploy/freeze',
        path: 'environments.dev.freeze',
        message: expect.stringContaining('until monday 08:00 (Europe/Vienna): nobody is there'),
      }),
    ]);
    expect(held(release, '2026-11-30T12:00:00Z')).toEqual([]);
  });

  test.each<[string, Release]>([
    ['a rollback in it', selected('2026-11-28T11:00:00Z', { event: 'restored', reason: 'slow' })],
    [
      'what was selected in it all the same',
      selected('2026-11-28T11:00:00Z', { overrides: ['freeze'], reason: 'a leak' }),
    ],
  ])('of %s goes on', (_, release) => {
    expect(held(release)).toEqual([]);
  });
});

describe('the end of a freeze', () => {
  test.each([
    ['in winter', '2026-11-28T12:00:30Z', '2026-11-30T07:00:00Z'],
    ['in summer', '2026-07-04T12:00:00Z', '2026-07-06T06:00:00Z'],
    ['over the weekend on which clocks go forward', '2026-03-28T12:00:00Z', '2026-03-30T06:00:00Z'],
    ['over the weekend on which clocks go back', '2026-10-24T12:00:00Z', '2026-10-26T07:00:00Z'],
  ])('is the time of its zone %s', (_, instant, end) => {
    expect(freezeEnd(weekend, instant)).toBe(end);
  });

  test('is what it says, for one that comes once', () => {
    const once = { from: '2026-12-20T00:00:00Z', until: '2027-01-04T00:00:00Z', reason: 'year end' };
    expect(freezeEnd(once, '2026-12-24T00:00:00Z')).toBe(once.until);
  });

  test('comes after every instant of the freeze, and is not part of it, in any zone', () => {
    const days = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;
    const time = fc
      .tuple(fc.constantFrom(...days), fc.nat(23), fc.nat(59))
      .map(([day, hour, minute]) => `${day} ${two(hour)}:${two(minute)}` as TimeOfWeek);
    const two = (number: number) => String(number).padStart(2, '0');
    const zones = ['UTC', 'Europe/Vienna', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu'];
    const start = Date.UTC(2026, 0, 1);
    let frozen = 0;
    fc.assert(
      fc.property(
        time,
        time,
        fc.constantFrom(...zones),
        fc.nat(365 * 24 * 60),
        (from, until, timeZone, minute) => {
          const freeze: Freeze = { weekly: { from, until }, timeZone, reason: 'so' };
          const instant = new Date(start + minute * 60_000).toISOString().replace('.000Z', 'Z');
          if (from === until || freezeAt([freeze], instant) === undefined) return;
          frozen += 1;
          const end = freezeEnd(freeze, instant);
          expect(end > instant).toBe(true);
          expect(freezeAt([freeze], end)).toBeUndefined();
        },
      ),
      { numRuns: 500 },
    );
    expect(frozen).toBeGreaterThan(50);
  });
});
