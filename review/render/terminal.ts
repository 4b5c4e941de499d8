import { renderFindings } from '../../core/findings';
import { visible } from '../../core/text';
import { RISK_LEVELS } from '../risk';
import type { Entry, PolicyFinding, Review } from '../view';
import { rowLines } from './row-lines';
import { type Shipped, shippedIn } from './shipped';
import {
  followingLines,
  HEADINGS,
  knowledgeOf,
  originsOf,
  riskLines,
  SIGNS,
  titleOf,
  whereOf,
} from './words';

/** How headings look on a terminal. */
type Emphasis = (text: string) => string;

/** A review for a terminal; plain text if colours are off. */
export function renderTerminal(review: Review, emphasis: Emphasis = (text) => text): string {
  const { project, verdict, notes, entries, findings } = review;
  const knowledge = knowledgeOf(review);
  return [
    emphasis(visible(`${project}: ${verdict.text}`)),
    ...section(emphasis('Ships'), shippedIn(review).flatMap(shippedLines)),
    ...section(
      emphasis(review.planned === true ? 'Plans' : 'Environments'),
      notes.map(({ text, needsApproval }) => `  ${needsApproval ? '! ' : '  '}${text}`),
    ),
    ...RISK_LEVELS.flatMap((level) => {
      const own = entries.filter((entry) => entry.level === level);
      // Each is a line at least.
      const lines = own.slice(0, MOST_LINES + 1).flatMap(entryLines);
      return section(emphasis(`${HEADINGS[level]}: ${own.length}`), lines);
    }),
    ...section(emphasis('Policies'), findingLines(findings)),
    ...(knowledge === undefined ? [] : ['', knowledge]),
    '',
  ].join('\n');
}

/** Nobody reads further lines of a section; the JSON has all of it. */
const MOST_LINES = 5_000;

function section(heading: string, lines: readonly string[]): readonly string[] {
  if (lines.length === 0) return [];
  const told = lines.slice(0, MOST_LINES).map(visible);
  return ['', heading, ...told, ...(lines.length > MOST_LINES ? [MORE] : [])];
}

const MORE = '  … and more: `slipway diff --json` has all of it';

function shippedLines({ subject, lines }: Shipped): readonly string[] {
  return lines
    .flatMap(({ text, commits }) => [text, ...commits.map((commit) => `  ${commit}`)])
    .map((line, index) => `  ${index === 0 ? subject : ' '.repeat(subject.length)}  ${line}`);
}

function entryLines(entry: Entry): readonly string[] {
  const where = whereOf(entry);
  const origins = originsOf(entry);
  return [
    `  ${entry.needsApproval ? '!' : ' '} ${SIGNS[entry.action]} ${titleOf(entry)}  (${where.join(', ')})`,
    ...[
      ...riskLines(entry, where),
      ...rowLines(entry),
      ...(entry.offer ?? []).map((line) => `→ ${line}`),
      ...entry.resources.slice(1).map(({ address }) => `also ${address}`),
      ...followingLines(entry),
      ...(origins.length === 0 ? [] : [`from ${origins.join(', ')}`]),
    ].map((line) => `        ${line}`),
  ];
}

function findingLines(findings: readonly PolicyFinding[]): readonly string[] {
  const fresh = findings.filter(({ known, allowed }) => !known && allowed === undefined);
  const earlier = findings.filter(({ known, allowed }) => known && allowed === undefined);
  const allowed = findings.filter((finding) => finding.allowed !== undefined);
  return [
    ...fresh.flatMap((finding) => renderFindings([finding]).split('\n')),
    ...(earlier.length === 0
      ? []
      : [
          `  ${earlier.length} that ${earlier.length === 1 ? 'was' : 'were'} there before: \`slipway check\` lists them`,
        ]),
    ...allowed.map(({ rule, path, allowed: reason = '' }) => `  allowed: ${rule} for ${path}: ${reason}`),
  ];
}
