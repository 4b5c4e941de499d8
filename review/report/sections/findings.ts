import type { Finding } from '../../../core/findings';
import { html, type Html } from '../html';
import { table } from '../table';

/** What the synth and the policies found. */
export function findingsSection(findings: readonly (Finding & { readonly allowed?: string })[]): Html {
  const rank = { error: 0, warning: 1, note: 2 } as const;
  const sorted = [...findings].sort(
    (a, b) =>
      Number(a.allowed !== undefined) - Number(b.allowed !== undefined) ||
      rank[a.severity] - rank[b.severity],
  );
  const rows = sorted.map(({ rule, severity, path, message, value, advice, allowed }) => ({
    cells: [
      html`<code>${path}</code>`,
      allowed === undefined ? html`<span class="severity ${severity}">${severity}</span>` : 'allowed',
      `${message}${value === undefined ? '' : `, but is ${value}`}`,
      allowed ?? advice,
      html`<code>${rule}</code>`,
    ],
  }));
  return html`<section class="view" id="findings" data-view="findings" aria-labelledby="title-findings">
    <h2 id="title-findings">Findings</h2>
    ${table('Of the synth and of policies', ['Where', 'Weight', 'What', 'What to do', 'Rule'], rows) ?? html`<p class="facts"><span>Nothing was found.</span></p>`}
  </section> `;
}
