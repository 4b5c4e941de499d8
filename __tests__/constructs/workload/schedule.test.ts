import fc from 'fast-check';
import { faultOfSchedule } from '../../../constructs/workload/schedule';

test.each([
  '0 3 * * *',
  '*/15 * * * *',
  '0 0 1,15 * ?',
  '5-20/5 0-23 * JAN-mar mon-FRI',
  '? 0 1 1 0',
  '0 0 29 2 *',
  '0 0 30 2 mon',
  '0 0 31 */2 *',
  '0 0 10/20 2 *',
  '0 0 31 2,3 *',
  '@daily',
])('%s is a schedule', (schedule) => {
  expect(faultOfSchedule(schedule)).toBeUndefined();
});

test.each([
  ['', 'no fields'],
  ['0 3 * *', '4 fields'],
  ['60 * * * *', 'the minute must be from 0 to 59'],
  ['* 24 * * *', 'the hour must be from 0 to 23'],
  ['* * 0 * *', 'the day of the month must be from 1 to 31'],
  ['* * * 13 *', 'the month must be from 1 to 12'],
  ['* * * * 7', 'the day of the week must be from 0 to 6'],
  ['* * * sun *', 'the month must be'],
  ['*/0 * * * *', 'a step of 0'],
  ['30-10 * * * *', 'ends before it begins'],
  ['*-5 * * * *', 'a range that begins with *'],
  ['1,,2 * * * *', 'cannot be ""'],
  ['L * * * *', 'must be from 0 to 59'],
  ['-5 * * * *', 'cannot be "-5"'],
  ['@reboot', 'not one of @yearly'],
  ['@every 1h', 'not one of @yearly'],
  ['0 0 30 2 *', 'no month of 2 has a day 30'],
  ['0 0 31 4,jun,9-11/2 ?', 'no month of 4,jun,9-11/2 has a day 31'],
  ['0 0 30-31/1 feb *', 'no month of feb has a day 30-31/1'],
  ['TZ=Europe/Berlin 0 3 * * *', '6 fields'],
  ['0 25 * * 7', 'the hour must be from 0 to 23, and 25 is not; the day of the week must be from 0 to 6'],
])('%s is not a schedule: %s', (schedule, fault) => {
  expect(faultOfSchedule(schedule)).toContain(fault);
});

const BOUNDS = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 6],
] as const;

/** A field as text, with numbers that may lie one outside of its bounds, and whether they lie within. */
const field = ([least, most]: readonly [number, number]) =>
  fc
    .tuple(fc.integer({ min: Math.max(0, least - 1), max: most + 1 }), fc.nat(3), fc.boolean(), fc.nat(70))
    .map(([from, length, isRange, step]) => {
      const to = isRange ? from + length : from;
      const text = `${from}${isRange ? `-${to}` : ''}${step === 0 ? '' : `/${step}`}`;
      return { text, isSound: from >= least && to <= most };
    });

test('a schedule of numbers and ranges is sound exactly when each lies within the bounds of its field', () => {
  fc.assert(
    fc.property(
      fc.tuple(...BOUNDS.map((bounds) => fc.array(field(bounds), { minLength: 1, maxLength: 3 }))),
      (fields) => {
        const schedule = fields.map((parts) => parts.map(({ text }) => text).join(',')).join(' ');
        expect(faultOfSchedule(schedule) === undefined).toBe(fields.flat().every(({ isSound }) => isSound));
      },
    ),
  );
});

test('no text makes the check fail itself', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(['string', 'undefined']).toContain(typeof faultOfSchedule(text));
    }),
  );
});
