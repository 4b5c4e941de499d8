import { entryOf, isList, isObject, type Json, textOf } from '../../core/json';
import { escapeRegExp } from '../../core/text';
import type { Entry, Review, Row } from './review';

/** A line of a source that was added, or that stood where lines were removed. */
export interface ChangedLine {
  /** Relative to the project. */
  readonly file: string;
  readonly number: number;
  /** Without its indentation. */
  readonly text: string;
}

/** Further lines say no more. */
const MOST_CAUSES = 3;

/** Each entry is held against each line: of more, the most dangerous entries are, which come first. */
const MOST_LOOKS = 1_000_000;
const LEAST_ENTRIES = 20;

/**
 * Finds for each entry the changed lines of the sources that say what it says: the name of an argument, or of an item, beside one of
 * its values, or a value that is long enough to stand for itself. Entries of which no line says so keep the file that declares them.
 */
export function withCauses(review: Review, lines: readonly ChangedLine[]): Review {
  if (lines.length === 0) return review;
  const most = Math.max(LEAST_ENTRIES, Math.floor(MOST_LOOKS / lines.length));
  const entries = review.entries.map((entry, index) => {
    if (index >= most) return entry;
    const causes = causesOf(entry, lines);
    return causes.length === 0 ? entry : { ...entry, causes };
  });
  return { ...review, entries };
}

function causesOf(entry: Entry, lines: readonly ChangedLine[]): readonly string[] {
  const environments = new Set(
    entry.resources.flatMap(({ places }) => places.map(({ environment }) => environment)),
  );
  const asked = entry.rows.flatMap((row) => [row, ...rowsInside(row)]).map(askedBy);
  const found = lines.filter(
    (line) => mayConcern(line.file, environments) && asked.some((says) => says(line.text)),
  );
  const owners = new Set(entry.resources.flatMap(({ places }) => places.map(({ file }) => file)));
  // A file that many resources come from says less than that of an environment or of the resource itself.
  const near = found.filter(({ file }) => owners.has(file) || environmentOf(file) !== undefined);
  return [...new Set((near.length > 0 ? near : found).map(({ file, number }) => `${file}:${number}`))].slice(
    0,
    MOST_CAUSES,
  );
}

/** A file of one environment is no cause of what changes in others. */
function mayConcern(file: string, environments: ReadonlySet<string | null>): boolean {
  const own = environmentOf(file);
  return own === undefined || environments.has(own);
}

function environmentOf(file: string): string | undefined {
  return /^environments\/([^/.]+)/.exec(file)?.[1];
}

/** A value that stands for itself, whatever it is called. */
const LONG = 8;

/** What differs inside a text, such as cloud-init, argument by argument. */
function rowsInside({ variants }: Row): readonly Row[] {
  return variants.flatMap(({ inside }) =>
    inside?.kind === 'structured'
      ? inside.rows.map(({ path, ...sides }): Row => ({ path, variants: [{ environments: [], ...sides }] }))
      : [],
  );
}

/** Whether a line says what a row says. */
function askedBy({ path, variants }: Row): (text: string) => boolean {
  const names = namesIn(path).map(wordOf);
  const values = [...new Set(variants.flatMap(({ before, after }) => [before, after].flatMap(leaves)))];
  const amounts = values.flatMap(amountsOf).map(wordOf);
  const long = values.filter((value) => value.length >= LONG);
  return (text) =>
    long.some((value) => text.includes(value)) ||
    (names.some((name) => name.test(text)) && amounts.some((amount) => amount.test(text)));
}

/** The numbers that sources may give for a value: `100Gi` is 100, and 32768 MiB are 32 GiB. */
function amountsOf(value: string): readonly string[] {
  const amount = /^\d+(?=[A-Za-z]{1,2}$)/.exec(value)?.[0] ?? value;
  const larger = /^\d+$/.test(amount) ? Number(amount) / 1024 : 0;
  return larger >= 1 && Number.isInteger(larger) ? [amount, ...amountsOf(String(larger))] : [amount];
}

/** What the options of Slipway call otherwise than the provider does; a volume has a name of the team's beside its size. */
const OPTIONS: Readonly<Record<string, readonly string[]>> = { vcpu: ['cpu'], storage: ['volumes', 'Size'] };

/**
 * `spec.template.spec.container[web].env[LOG_LEVEL].value` → `value`, `LOG_LEVEL`. The last ones say what it is, and of the very last its
 * end: a bound of `max_replicas` stands in a line about `replicas`, and an `ingress_class_name` beside `className`.
 */
function namesIn(path: string): readonly string[] {
  const steps = [...path.matchAll(/\["?([^"\]]+)"?\]|([\w-]+)/g)].map(([, item, key]) => item ?? key ?? '');
  const last = steps.at(-1) ?? '';
  const words = last.split('_');
  const ends = words.map((_, index) => camelCase(words.slice(index).join('_')));
  const names = [
    ...steps.slice(-2).flatMap((step) => [step, camelCase(step)]),
    ...ends,
    ...(entryOf(OPTIONS, last) ?? []),
  ];
  return names.filter((name) => name !== '');
}

function camelCase(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function wordOf(text: string): RegExp {
  return new RegExp(`(?<![\\w.-])${escapeRegExp(text)}(?![\\w-])`);
}

function leaves(value: Json | undefined): readonly string[] {
  if (value === undefined || value === null) return [];
  if (isList(value)) return value.flatMap(leaves);
  if (isObject(value)) return Object.values(value).flatMap(leaves);
  const text = textOf(value);
  return text === '' ? [] : [text];
}
