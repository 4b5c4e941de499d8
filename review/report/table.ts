import { html, type Html, type Part } from './html';

/** A row of a table. Its first cell names it. */
export interface Row {
  readonly cells: readonly Part[];
  /** What the page finds it by, where it is about a thing. */
  readonly thing?: string;
  /** By what the rows can be filtered: `changed`, `waits`, `finding`. */
  readonly flags?: readonly string[];
  /** Where a connection leads from and to. */
  readonly ends?: { readonly from: string; readonly to: string };
}

/** A table that scrolls by itself, so that a thousand rows leave the page as it is. Nothing where it has no rows. */
export function table(caption: string, head: readonly string[], rows: readonly Row[]): Html | undefined {
  if (rows.length === 0) return undefined;
  const long = rows.length > 12;
  return html`<div class="table${long ? ' long' : ''}" role="region" aria-label="${caption}" tabindex="0">
    <table>
      <caption>
        ${caption}
        <span class="count">${rows.length}</span>
      </caption>
      <thead>
        <tr>
          ${head.map((name) => html`<th scope="col">${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(rowOf)}
      </tbody>
    </table>
  </div> `;
}

function rowOf({ cells: [name, ...cells], thing, flags = [], ends }: Row): Html {
  const attributes = [
    thing === undefined ? '' : html` data-thing="${thing}"`,
    flags.length === 0 ? '' : html` data-flags="${flags.join(' ')}"`,
    ends === undefined ? '' : html` data-from="${ends.from}" data-to="${ends.to}"`,
  ];
  return html`<tr${attributes}><th scope="row">${name}</th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>
`;
}
