const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

interface Field {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  /** Names in place of numbers, the first for `least`. */
  readonly names: readonly string[];
}

const FIELDS: readonly Field[] = [
  { name: 'the minute', least: 0, most: 59, names: [] },
  { name: 'the hour', least: 0, most: 23, names: [] },
  { name: 'the day of the month', least: 1, most: 31, names: [] },
  { name: 'the month', least: 1, most: 12, names: MONTHS },
  { name: 'the day of the week', least: 0, most: 6, names: DAYS },
];

const WORDS = ['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly'];

/**
 * What Kubernetes would not accept in a schedule; undefined if it is sound. Kubernetes' controller has a dialect of its own
 * (robfig/cron: no seconds, no 7 for Sunday, no L, W or #), so this follows that rather than a general parser.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax
 */
export function faultOfSchedule(schedule: string): string | undefined {
  if (schedule.startsWith('@'))
    return WORDS.includes(schedule) ? undefined : `${schedule} is not one of ${WORDS.join(', ')}`;
  const parts = schedule.trim().split(/\s+/);
  if (parts.length !== FIELDS.length)
    return `it has ${schedule.trim() === '' ? 'no' : parts.length} fields instead of five`;
  const faults = FIELDS.flatMap((field, index) => faultOfField(field, parts[index] ?? '') ?? []);
  return faults.length === 0 ? faultOfDays(parts) : faults.join('; ');
}

/** How many days each month has at most. */
const LONGEST_MONTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** A day that none of the months has never comes. Where days of the week are said as well, those come. */
function faultOfDays([, , days = '', months = '', weekdays = '']: readonly string[]): string | undefined {
  const [, , day, month] = FIELDS;
  if (day === undefined || month === undefined || !/^[*?](?:\/1)?$/.test(weekdays)) return undefined;
  const first = Math.min(...valuesOf(day, days));
  const longest = Math.max(...valuesOf(month, months).map((number) => LONGEST_MONTHS[number - 1] ?? 0));
  return first > longest ? `no month of ${months} has a day ${days}` : undefined;
}

function valuesOf(field: Field, text: string): readonly number[] {
  return text.split(',').flatMap((part) => {
    const [range = '', step = '1'] = part.split('/');
    const [from = '', to] = range.split('-');
    const isAny = from === '*' || from === '?';
    const start = isAny ? field.least : (valueOf(field, from) ?? field.least);
    // `5/10` goes on to the end, `5` does not.
    const end =
      isAny || (to === undefined && part.includes('/')) ? field.most : (valueOf(field, to ?? from) ?? start);
    const count = Math.floor((end - start) / Number(step)) + 1;
    return Array.from({ length: count }, (_, index) => start + index * Number(step));
  });
}

function faultOfField(field: Field, text: string): string | undefined {
  return text
    .split(',')
    .map((part) => faultOfPart(field, part))
    .find((fault) => fault !== undefined);
}

function faultOfPart(field: Field, part: string): string | undefined {
  const { name, least, most } = field;
  const {
    from = '',
    to,
    step,
  } = /^(?<from>\*|\?|\w+)(?:-(?<to>\w+))?(?:\/(?<step>\d+))?$/.exec(part)?.groups ?? {};
  if (from === '') return `${name} cannot be ${JSON.stringify(part)}`;
  const isAny = from === '*' || from === '?';
  if (isAny && to !== undefined) return `${name} cannot be a range that begins with ${from}`;
  if (step !== undefined && Number(step) === 0) return `${name} has a step of 0`;
  const [start, end] = isAny ? [least, most] : [valueOf(field, from), valueOf(field, to ?? from)];
  if (start === undefined || end === undefined)
    return `${name} must be from ${least} to ${most}, and ${part} is not`;
  return start > end ? `${name} has a range that ends before it begins: ${part}` : undefined;
}

function valueOf({ least, most, names }: Field, text: string): number | undefined {
  const index = names.indexOf(text.toLowerCase());
  if (index >= 0) return least + index;
  const number = /^\d+$/.test(text) ? Number(text) : NaN;
  return number >= least && number <= most ? number : undefined;
}
