import { code, codeCell, countOf, escaped, patch } from '../../core/text';
import { RISK_LEVELS, type RiskLevel } from '../risk';
import type { Entry, PolicyFinding, Review, Verdict } from '../view';
import type { DetailLevel } from './detail-levels';
import { mermaidLines } from './mermaid';
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

const MARKS: Readonly<Record<Verdict['outcome'], string>> = { nothing: '✅', changes: '📋', approval: '🛑' };

/** A review at one level of detail. */
export function renderAtSize(review: Review, size: DetailLevel, fullAt: string): string {
  const { project, verdict, notes, entries, findings } = review;
  const knowledge = knowledgeOf(review);
  const shipped = shippedIn(review);
  return [
    commentMarker(review),
    `### ${MARKS[verdict.outcome]} ${escaped(`${project}: ${verdict.text}`)}`,
    ...(shipped.length === 0 ? [] : ['', ...shippedLines(shipped, size)]),
    ...(notes.length === 0
      ? []
      : [
          '',
          ...notes.map(({ text, needsApproval }) => `- ${needsApproval ? '**!** ' : ''}${escaped(text)}`),
        ]),
    ...(review.graph === undefined || !size.graph ? [] : ['', ...mermaidLines(review.graph)]),
    ...RISK_LEVELS.flatMap((level) =>
      levelLines(
        level,
        entries.filter((entry) => entry.level === level),
        size,
      ),
    ),
    ...findingLines(findings, size),
    ...(knowledge === undefined ? [] : ['', `_${knowledge}_`]),
    ...(size.leftOut === undefined
      ? []
      : ['', `_Left out to save space: ${size.leftOut}. All of it: ${fullAt}._`]),
    '',
  ].join('\n');
}

function shippedLines(shipped: readonly Shipped[], { most }: DetailLevel): readonly string[] {
  const lines = shipped.flatMap(({ subject, lines }) =>
    lines.flatMap(({ text, commits }) => [
      `- **${escaped(subject)}** ${escaped(text)}`,
      ...(most === Infinity ? commits.map((commit) => `  - ${code(commit)}`) : []),
    ]),
  );
  return limited(lines, most);
}

function levelLines(level: RiskLevel, entries: readonly Entry[], size: DetailLevel): readonly string[] {
  if (entries.length === 0) return [];
  const told = entries.slice(0, size.most).flatMap((entry) => entryLines(entry, size.differences(entry)));
  const counted = entries.length - Math.min(entries.length, size.most);
  return [
    '',
    `#### ${HEADINGS[level]}: ${entries.length}`,
    '',
    ...told,
    ...(counted === 0 ? [] : [`- ${countOf(counted, 'change')} not shown here`]),
  ];
}

function limited(lines: readonly string[], most: number): readonly string[] {
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most), `- ${lines.length - most} more`];
}

function entryLines(entry: Entry, differences: boolean): readonly string[] {
  const where = whereOf(entry);
  const risks = riskLines(entry, where);
  const head = `${entry.needsApproval ? '**!** ' : ''}${code(SIGNS[entry.action])} ${code(titleOf(entry))} (${escaped(where.join(', '))})`;
  const line = `- ${head}${risks.length === 0 ? '' : `: ${escaped(risks.join('; '))}`}`;
  if (!differences) return [line];
  const origins = originsOf(entry).map(code);
  const inner = [
    ...(entry.offer ?? []).map((offer) => `→ ${offer}`),
    ...rowLines(entry).map((row) => row.replace(/^~/, '!')),
  ];
  return [
    origins.length === 0 ? line : `${line} · ${origins.join(', ')}`,
    ...(entry.resources.length > 1 ? ['', ...matrix(entry).map((row) => `  ${row}`), ''] : []),
    ...(inner.length === 0 ? [] : patch(inner).map((text) => `  ${text}`)),
    ...followingLines(entry).map((text) => `  - ${escaped(text)}`),
  ];
}

/** Resources by the environments in which they change. */
function matrix({ resources }: Entry): readonly string[] {
  const where = [
    ...new Set(
      resources.flatMap(({ places }) => places.map(({ environment, stack }) => environment ?? stack)),
    ),
  ];
  return [
    `| | ${where.map(escaped).join(' | ')} |`,
    `|---|${where.map(() => ':-:|').join('')}`,
    ...resources.map(({ address, places }) => {
      const there = new Set(places.map(({ environment, stack }) => environment ?? stack));
      return `| ${codeCell(address)} | ${where.map((place) => (there.has(place) ? '●' : '')).join(' | ')} |`;
    }),
  ];
}

function findingLines(findings: readonly PolicyFinding[], { most }: DetailLevel): readonly string[] {
  if (findings.length === 0) return [];
  const fresh = findings.filter(({ known, allowed }) => !known && allowed === undefined);
  const allowed = findings.filter((finding) => finding.allowed !== undefined);
  const earlier = findings.length - fresh.length - allowed.length;
  return [
    '',
    `#### Policies: ${fresh.length} new, ${earlier} known, ${allowed.length} allowed`,
    '',
    ...limited([...fresh.map(findingLine), ...allowed.map(allowedLine)], most),
  ];
}

function findingLine({ severity, path, message, value, advice, rule }: PolicyFinding): string {
  const met = value === undefined ? '' : `, but is ${code(value)}`;
  return `- **${severity}** ${code(path)} ${escaped(message)}${met}. ${escaped(advice)} (${code(rule)})`;
}

function allowedLine({ rule, path, allowed = '' }: PolicyFinding): string {
  return `- allowed: ${code(rule)} for ${code(path)}: ${escaped(allowed)}`;
}

/** The comment's first, invisible line, by which the next run finds the comment for this project and these environments. */
export function commentMarker({ project, environments }: Pick<Review, 'project' | 'environments'>): string {
  const key = `${project} ${[...environments].sort().join(',')}`
    .replace(/[^\w ,.-]/g, '_')
    .replace(/--+/g, '-');
  return `<!-- slipway diff: ${key} -->`;
}
