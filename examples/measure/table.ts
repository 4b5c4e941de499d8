import type { Comparison } from './compare';
import type { Field } from './manifest';

/** How many fields of an application there are, and how many of them are expressed, equal, skipped and missing. */
export interface Counts {
  /** Without what is skipped. */
  readonly fields: number;
  readonly expressed: number;
  readonly equal: number;
  readonly missing: number;
  readonly skipped: number;
  /** The part that is expressed or equal, in percent, rounded down to a tenth. */
  readonly percent: number;
}

export function countsOf({ expressed, equal, skipped, missing }: Comparison): Counts {
  const sum = (lists: Comparison['equal']): number =>
    [...lists.values()].reduce((total, { length }) => total + length, 0);
  const reached = expressed.length + sum(equal);
  const fields = reached + missing.length;
  return {
    fields,
    expressed: expressed.length,
    equal: sum(equal),
    missing: missing.length,
    skipped: sum(skipped),
    percent: Math.floor((reached / fields) * 1000) / 10,
  };
}

/** The table of all applications, then what is equal by which rule, what is skipped and what is missing. */
export function renderTable(comparisons: ReadonlyMap<string, Comparison>): string {
  const heading = ['', 'fields', 'expressed', 'equal', 'missing', 'reached', 'skipped'];
  const rows = [...comparisons].map(([name, comparison]) => {
    const { fields, expressed, equal, missing, percent, skipped } = countsOf(comparison);
    return [name, ...[fields, expressed, equal, missing].map(String), `${percent} %`, String(skipped)];
  });
  const parts = [...comparisons].map(([name, comparison]) => detailsOf(name, comparison));
  return [columns([heading, ...rows]), ...parts].join('\n\n');
}

function detailsOf(name: string, { equal, skipped, missing }: Comparison): string {
  const counted = (title: string, lists: Comparison['equal']): readonly string[] =>
    [...lists]
      .sort(([, a], [, b]) => b.length - a.length)
      .map(([by, { length }]) => `  ${String(length).padStart(3)} ${title} ${by}`);
  return [
    name,
    ...counted('equal:', equal),
    ...counted('skipped:', skipped),
    ...missing.map((field) => `      missing: ${inWords(field)}`),
  ].join('\n');
}

function inWords({ kind, object, path, value }: Field): string {
  return `${kind}/${object} ${path} = ${value}`;
}

function columns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, index) => Math.max(...rows.map((row) => row[index]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, index) => (index === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[index] ?? 0)))
        .join('  '),
    )
    .join('\n');
}
