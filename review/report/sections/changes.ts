import {
  followingLines,
  HEADINGS,
  originsOf,
  riskLine,
  rowLines,
  shippedIn,
  SIGNS,
  titleOf,
  whereOf,
} from '../../render';
import { RISK_LEVELS } from '../../risk';
import type { Entry, Review } from '../../view';
import { html, type Html, preformatted } from '../html';

/** What changed since a base, the most dangerous first: the review, as `slipway diff` has it. */
export function changesSection(review: Review, base: string): Html {
  const { verdict, notes, entries } = review;
  const levels = RISK_LEVELS.flatMap((level) => {
    const own = entries.filter((entry) => entry.level === level);
    return own.length === 0
      ? []
      : [
          html`<h3>${HEADINGS[level]} <span class="count">${own.length}</span></h3>
            <ul class="changes">
              ${own.map(entryItem)}
            </ul> `,
        ];
  });
  const shipped = shippedIn(review).flatMap(({ subject, lines }) =>
    lines.map(({ text }) => html`<li><b>${subject}</b> ${text}</li>`),
  );
  return html`<section class="view" id="changes" data-view="changes" aria-labelledby="title-changes">
    <h2 id="title-changes">Changes since ${base}</h2>
    <p class="verdict ${verdict.outcome}">${verdict.text}</p>
    ${
      shipped.length + notes.length > 0 &&
      html`<ul class="changes">
        ${notes.map(({ text }) => html`<li>${text}</li>`)}${shipped}
      </ul> `
    }${levels}
  </section> `;
}

function entryItem(entry: Entry): Html {
  const where = whereOf(entry);
  const risks = entry.risks.map((risk) => riskLine(risk, where)).join('; ');
  const rows = [
    ...(entry.offer ?? []).map((offer) => `→ ${offer}`),
    ...rowLines(entry),
    ...followingLines(entry),
  ];
  const origins = originsOf(entry).join(', ');
  return html`<li data-flags="changed">
    <code class="sign">${SIGNS[entry.action]}</code> <code>${titleOf(entry)}</code>
    <span class="quiet">${where.join(', ')}</span
    >${entry.needsApproval && html` <span class="flag finding">needs approval</span>`}${risks !== '' && html`<br />${risks}`}${origins !== '' && html`<br /><span class="quiet">${origins}</span>`}${rows.length > 0 && preformatted(rows.flatMap((row) => row.split('\n')))}
  </li> `;
}
