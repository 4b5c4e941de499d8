import type { Json } from '../../core/json';
import { countOf } from '../../core/text';
import type { Entry, InnerRow, InsideView, Variant } from '../view';
import { whereOf } from './words';

/** Further lines of a text are only counted. */
const MOST_LINES = 30;

/** The differences as lines, each with a sign as in a plan: `~ spec.replicas: 1 → 2`. */
export function rowLines(entry: Entry): readonly string[] {
  const where = whereOf(entry);
  return entry.rows.flatMap(({ path, variants }) =>
    variants.flatMap((variant) => {
      const everywhere = variant.environments.length === where.length;
      const place =
        everywhere || variant.environments.length === 0 ? '' : ` (${variant.environments.join(', ')})`;
      return sideLines(`${path}${place}`, variant);
    }),
  );
}

function sideLines(
  path: string,
  { before, after, inside }: Omit<Variant, 'environments'>,
): readonly string[] {
  if (inside !== undefined) return [`~ ${path}:`, ...insideLines(inside).map((line) => `  ${line}`)];
  if (before === undefined) return [`+ ${path}: ${display(after)}`];
  if (after === undefined) return [`- ${path}: ${display(before)}`];
  return [`~ ${path}: ${display(before)} → ${display(after)}`];
}

function insideLines(inside: InsideView): readonly string[] {
  if (inside.kind === 'lines')
    return limited(
      inside.lines.map(({ change, number, text }) => `${change === 'added' ? '+' : '-'} ${number}  ${text}`),
    );
  if (inside.rows.length === 0) return [`only how the ${inside.language} is written, or a comment`];
  return inside.rows.flatMap((row: InnerRow) => sideLines(row.path === '' ? inside.language : row.path, row));
}

function limited(lines: readonly string[]): readonly string[] {
  if (lines.length <= MOST_LINES) return lines;
  return [...lines.slice(0, MOST_LINES), `… ${countOf(lines.length - MOST_LINES, 'line')} more`];
}

/** A longer value is cut, so that a line stays readable. The JSON has the whole value. */
const LONGEST = 120;

/** A value on one line. */
function display(value: Json | undefined): string {
  if (value === undefined) return '(none)';
  if (typeof value !== 'string') return cut(JSON.stringify(value));
  if (value.trimEnd().includes('\n')) {
    const lines = value.trimEnd().split('\n');
    return `${cut(JSON.stringify(lines[0] ?? ''))} and ${countOf(lines.length - 1, 'line')} more`;
  }
  return cut(/^[\w./:@%+=,‹›«»-]+$/.test(value) || value.includes('«secret') ? value : JSON.stringify(value));
}

function cut(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`;
}
