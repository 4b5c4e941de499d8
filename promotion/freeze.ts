import { type Finding, problem } from '../core/findings';
import { instantOf, isTimeZone } from '../core/text';

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;
type Weekday = (typeof WEEKDAYS)[number];
const MINUTES_IN_WEEK = 7 * 24 * 60;

/** A time of the week, to the minute: `friday 16:00`. */
export type TimeOfWeek = `${Weekday} ${number}:${number}`;

/** A time in which nothing new is selected: once, or in every week. A rollback is always possible. */
export type Freeze =
  | {
      /** When it begins: an instant in UTC, `2026-12-20T00:00:00Z`. */
      readonly from: string;
      /** When it is over. */
      readonly until: string;
      readonly reason: string;
    }
  | {
      readonly weekly: { readonly from: TimeOfWeek; readonly until: TimeOfWeek };
      /** The time zone of these times, such as `Europe/Vienna`. @default 'UTC' */
      readonly timeZone?: string;
      readonly reason: string;
    };

/**
 * The freeze that an instant falls into.
 *
 * @example
 * const weekend: Freeze = {
 *   weekly: { from: 'friday 16:00', until: 'monday 08:00' },
 *   reason: 'nobody is on call',
 * };
 * freezeAt([weekend], '2026-11-28T12:00:00Z'); // weekend: it is a Saturday
 */
export function freezeAt(freezes: readonly Freeze[], instant: string): Freeze | undefined {
  const time = new Date(instant);
  return freezes.find((freeze) => {
    if (!('weekly' in freeze)) return Date.parse(freeze.from) <= +time && +time < Date.parse(freeze.until);
    const [from, until] = [minuteOf(freeze.weekly.from), minuteOf(freeze.weekly.until)];
    const minute = minuteAt(time, freeze.timeZone ?? 'UTC');
    return from <= until ? from <= minute && minute < until : minute >= from || minute < until;
  });
}

/** Whether a freeze holds at two instants, without an end between them. */
export function inOneFreeze(freeze: Freeze, earlier: string, later: string): boolean {
  if (![earlier, later].every((instant) => freezeAt([freeze], instant) !== undefined)) return false;
  if (!('weekly' in freeze)) return true;
  const sinceItBegan = (instant: string): number => {
    const minute = minuteAt(new Date(instant), freeze.timeZone ?? 'UTC');
    return (minute - minuteOf(freeze.weekly.from) + MINUTES_IN_WEEK) % MINUTES_IN_WEEK;
  };
  const passed = Date.parse(later) - Date.parse(earlier);
  return sinceItBegan(earlier) <= sinceItBegan(later) && passed < MINUTES_IN_WEEK * 60_000;
}

/**
 * When a freeze is over that an instant falls into. A clock that is set forward or back on the way is reckoned with.
 *
 * @example
 * const weekend: Freeze = {
 *   weekly: { from: 'friday 16:00', until: 'monday 08:00' },
 *   reason: 'nobody is on call',
 * };
 * freezeEnd(weekend, '2026-11-28T12:00:00Z'); // '2026-11-30T08:00:00Z'
 */
export function freezeEnd(freeze: Freeze, instant: string): string {
  if (!('weekly' in freeze)) return freeze.until;
  const { weekly, timeZone = 'UTC' } = freeze;
  const until = minuteOf(weekly.until);
  const missing = (time: Date) => (until - minuteAt(time, timeZone) + MINUTES_IN_WEEK) % MINUTES_IN_WEEK;
  const start = new Date(instant);
  start.setUTCSeconds(0);
  const end = new Date(+start + missing(start) * 60_000);
  const off = missing(end);
  const exact = instantOf(
    new Date(+end + (off > MINUTES_IN_WEEK / 2 ? off - MINUTES_IN_WEEK : off) * 60_000),
  );
  // Where a clock that is set forward passes the time by, the freeze is over once it has.
  return freezeAt([freeze], exact) === undefined ? exact : instantOf(end);
}

/**
 * A freeze as a sentence needs it: `from friday 16:00 until monday 08:00 (Europe/Vienna): the weekend`.
 *
 * @example
 * const freeze = { from: '2026-12-20T00:00:00Z', until: '2027-01-07T00:00:00Z', reason: 'the holidays' };
 * describeFreeze(freeze); // 'from 2026-12-20T00:00:00Z until 2027-01-07T00:00:00Z: the holidays'
 */
export function describeFreeze(freeze: Freeze): string {
  return `${freezeTime(freeze)}: ${freeze.reason}`;
}

/**
 * When a freeze holds: `from friday 16:00 until monday 08:00 (Europe/Vienna)`.
 *
 * @example
 * freezeTime({ from: '2026-12-20T00:00:00Z', until: '2027-01-07T00:00:00Z', reason: 'the holidays' });
 * // 'from 2026-12-20T00:00:00Z until 2027-01-07T00:00:00Z'
 */
export function freezeTime(freeze: Freeze): string {
  const { from, until } = 'weekly' in freeze ? freeze.weekly : freeze;
  const zone = 'weekly' in freeze ? ` (${freeze.timeZone ?? 'UTC'})` : '';
  return `from ${from} until ${until}${zone}`;
}

/** What is wrong with freezes. @param path where they stand */
export function checkFreezes(freezes: readonly Freeze[], path: string): readonly Finding[] {
  const each = freezes.flatMap((freeze, index) => {
    const at = `${path}[${index}]`;
    const reason = freeze.reason.trim() === '' ? [unreasoned(at)] : [];
    return [...reason, ...('weekly' in freeze ? checkWeekly(freeze, at) : checkOnce(freeze, at))];
  });
  return each.length > 0 || !coverTheWeek(freezes) ? each : [forEver(path)];
}

/** A week without a change of clocks: in it, zones differ by the same all the time. */
const SOME_WEEK = Date.parse('2026-07-05T00:00:00Z');

/** Whether weekly freezes leave no minute between them. Only where one ends can there be one. */
function coverTheWeek(freezes: readonly Freeze[]): boolean {
  const weekly = freezes.filter((freeze) => 'weekly' in freeze);
  const ends = weekly.map((freeze) => {
    const since = minuteAt(new Date(SOME_WEEK), freeze.timeZone ?? 'UTC');
    const passed = (minuteOf(freeze.weekly.until) - since + MINUTES_IN_WEEK) % MINUTES_IN_WEEK;
    return instantOf(new Date(SOME_WEEK + passed * 60_000));
  });
  return weekly.length > 0 && ends.every((end) => freezeAt(weekly, end) !== undefined);
}

function forEver(path: string): Finding {
  return problem({
    rule: 'freeze/time',
    path,
    message: 'must leave a time of the week in which something may be selected',
    value: 'every minute is frozen',
    advice: 'Let one of them end earlier.',
  });
}

function checkOnce(freeze: Extract<Freeze, { from: string }>, at: string): readonly Finding[] {
  const wrong = (['from', 'until'] as const).filter((end) => !isInstant(freeze[end]));
  if (wrong.length === 0 && freeze.from >= freeze.until) return [backwards(at, freeze)];
  return wrong.map((end) =>
    problem({
      rule: 'freeze/time',
      path: `${at}.${end}`,
      message: 'must be an instant in UTC, to the second',
      value: freeze[end],
      advice: 'Write it like 2026-12-20T00:00:00Z.',
    }),
  );
}

function checkWeekly(freeze: Extract<Freeze, { weekly: unknown }>, at: string): readonly Finding[] {
  const { weekly, timeZone = 'UTC' } = freeze;
  const wrong = (['from', 'until'] as const).filter((end) => Number.isNaN(minuteOf(weekly[end])));
  const empty = wrong.length === 0 && minuteOf(weekly.from) === minuteOf(weekly.until);
  return [
    ...wrong.map((end) =>
      problem({
        rule: 'freeze/time',
        path: `${at}.weekly.${end}`,
        message: 'must be a time of the week',
        value: weekly[end],
        advice: 'Write it like friday 16:00.',
      }),
    ),
    ...(empty ? [backwards(`${at}.weekly`, weekly)] : []),
    ...(isTimeZone(timeZone) ? [] : [unknownZone(at, timeZone)]),
  ];
}

function unreasoned(at: string): Finding {
  return problem({
    rule: 'freeze/reason',
    path: `${at}.reason`,
    message: 'must say why nothing may change',
    value: '""',
    advice: 'People who are stopped by the freeze read this.',
  });
}

function backwards(at: string, { from, until }: { readonly from: string; readonly until: string }): Finding {
  return problem({
    rule: 'freeze/time',
    path: `${at}.until`,
    message: 'must be later than the beginning',
    value: `${until}, while it begins at ${from}`,
    advice: 'Correct one of the two.',
  });
}

function unknownZone(at: string, value: string): Finding {
  return problem({
    rule: 'freeze/time-zone',
    path: `${at}.timeZone`,
    message: 'must be a time zone of the IANA database',
    value,
    advice: 'Write it like Europe/Vienna, or leave it out for UTC.',
  });
}

function isInstant(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text) || Number.isNaN(Date.parse(text))) return false;
  // JavaScript takes the 30th of February for the 2nd of March.
  return instantOf(new Date(text)) === text;
}

/** Minutes since the week's first midnight; NaN for other text. */
function minuteOf(text: string): number {
  const [, day = '', hour = '', minute = ''] = /^([a-z]+) ([01]\d|2[0-3]):([0-5]\d)$/.exec(text) ?? [];
  const index = (WEEKDAYS as readonly string[]).indexOf(day);
  return index === -1 ? NaN : (index * 24 + Number(hour)) * 60 + Number(minute);
}

/** The same for an instant, in a time zone. */
function minuteAt(time: Date, timeZone: string): number {
  const clock = new Intl.DateTimeFormat('en-US', {
    timeZone,
    weekday: 'long',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const part = Object.fromEntries(clock.formatToParts(time).map(({ type, value }) => [type, value]));
  return minuteOf(`${(part['weekday'] ?? '').toLowerCase()} ${part['hour'] ?? ''}:${part['minute'] ?? ''}`);
}
