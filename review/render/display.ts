import type { Json } from '../../core/json';

/** A longer value is cut, so that a line stays readable. The JSON has the whole value. */
const LONGEST = 120;

/** A value on one line. */
export function display(value: Json | undefined): string {
  if (value === undefined) return '(none)';
  if (typeof value !== 'string') return cut(JSON.stringify(value));
  if (value.trimEnd().includes('\n')) {
    const lines = value.trimEnd().split('\n');
    return `${cut(JSON.stringify(lines[0] ?? ''))} and ${lines.length - 1} lines more`;
  }
  return cut(/^[\w./:@%+=,‹›«»-]+$/.test(value) || value.includes('«secret') ? value : JSON.stringify(value));
}

function cut(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`;
}
