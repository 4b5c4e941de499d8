import { createHash } from 'node:crypto';
import { countOf } from '../../core/text';
import { drawPictures } from '../picture';
import type { Mask } from '../secrets';
import type { Synth } from '../synth';
import { maskedFinding, type PolicyFinding, type Review } from '../view';
import { flagsFrom, FLAGS } from './flags';
import { embedded, html } from './html';
import type { LayoutEngine } from './layout';
import { hrefOf } from './links';
import { SCRIPT } from './script';
import { changesSection } from './sections/changes';
import { environmentSection } from './sections/environment';
import { findingsSection } from './sections/findings';
import { pipelineSection } from './sections/pipeline';
import { STYLE } from './style';
import { askedIn } from './variables';

/** What a report is made from. */
export interface ReportInput {
  readonly synth: Synth;
  /** What the policies find in it. */
  readonly findings: readonly PolicyFinding[];
  /** Hides secrets. Where there is a base, those of the base too. */
  readonly mask: Mask;
  /** What to compare with. @default nothing */
  readonly base?: {
    /** What people call it: a branch, a commit, a folder. */
    readonly name: string;
    readonly review: Review;
  };
}

/**
 * A synth as one HTML page that needs nothing else: no network, no server, no other file. Equal synths give equal pages.
 *
 * @param engine lays the pictures out
 */
export function renderReport({ synth, findings, mask, base }: ReportInput, engine: LayoutEngine): string {
  const { record } = synth;
  const pictures = new Map(drawPictures(synth, mask).map((picture) => [picture.environment, picture]));
  const all = [
    ...record.findings.map((finding) => maskedFinding({ ...finding, known: true }, mask)),
    ...findings,
  ];
  const flagsOf = flagsFrom(record, findings, base?.review);
  const sections = [
    ...(base === undefined ? [] : [changesSection(base.review, base.name)]),
    ...record.environments.flatMap((environment) => {
      const picture = pictures.get(environment.name);
      if (picture === undefined) return [];
      const asked = askedIn(synth, environment.name, mask);
      return [environmentSection({ environment, picture, asked, flagsOf, engine })];
    }),
    pipelineSection(record, askedIn(synth, null, mask)),
    findingsSection(all),
  ];
  const open = all.filter((finding) => finding.allowed === undefined).length;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; style-src '${hashOf(STYLE)}'; script-src '${hashOf(SCRIPT)}'; base-uri 'none'; form-action 'none'"
        />
        <meta name="generator" content="slipway report" />
        <title>${record.project}: report</title>
        ${embedded('style', STYLE)}
      </head>
      <body>
        <a class="skip" href="#main">To the contents</a>
        <header>
          <h1>${record.project}</h1>
          <p class="facts">
            <span>${countOf(record.environments.length, 'environment')}</span
            ><span>${countOf(Object.keys(record.stacks).length, 'stack')}</span
            ><span>${countOf(open, 'finding')}</span>
          </p>
          <search>
            <label>Search <input type="search" id="search" autocomplete="off" spellcheck="false" /></label>
            <label
              >Show
              <select id="filter">
                <option value="">everything</option>
                ${Object.entries(FLAGS).map(([flag, words]) => html`<option value="${flag}">${words}</option>`)}
              </select></label
            >
            <output id="shown" role="status"></output>
          </search>
          <nav aria-label="Views">
            ${base !== undefined && html`<a href="#view=changes">Changes since ${base.name} <span class="count">${base.review.entries.length}</span></a> `}${record.environments.length > 0 && html`<span class="line">${record.environments.map(({ name }) => html`<a href="${hrefOf(name)}">${name}</a> `)}</span>`}<a
              href="#view=pipeline"
              >Pipeline</a
            >
            <a href="#view=findings">Findings <span class="count">${open}</span></a>
          </nav>
        </header>
        <main id="main" tabindex="-1">
          <svg class="defs" aria-hidden="true" width="0" height="0">
            <defs>
              <marker
                id="arrow"
                viewBox="0 0 8 8"
                refX="7"
                refY="4"
                markerUnits="userSpaceOnUse"
                markerWidth="8"
                markerHeight="8"
                orient="auto"
              >
                <path d="M0 0L8 4L0 8z" />
              </marker>
            </defs>
          </svg>
          ${sections}
        </main>
        <footer>
          Made by <code>slipway report</code> from <code>slipway.json</code> and the synthesised stacks.
        </footer>
        ${embedded('script', SCRIPT)}
      </body>
    </html> `.text;
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
