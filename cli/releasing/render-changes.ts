import { type CommitList, shortCommit } from '../../operations/git';
import type { LeftByRollback, ReleaseEvent, Shortcut } from '../../promotion';
import { countOf, escaped, shortDigest } from '../../core/text';
import type { ShippedChange } from './shipped-changes';

/** What happened, as a row of words for each file. */
export function changeRows(shipped: readonly ShippedChange[]): readonly (readonly string[])[] {
  return shipped.map(({ environment, service, before, after, events }) => [
    environment,
    service,
    events.map(({ event }) => event).join(', '),
    before?.digest === after?.digest
      ? shortDigest(events.at(-1)?.digest ?? '')
      : `${before === undefined ? 'none' : shortDigest(before.digest)} → ${after === undefined ? 'none' : shortDigest(after.digest)}`,
    ...events.flatMap(({ overrides = [] }) =>
      overrides.length > 0 ? [`overrides ${overrides.join(', ')}`] : [],
    ),
  ]);
}

/** A commit message: the subject, and what changes for each service. */
export function commitMessage(subject: string, shipped: readonly ShippedChange[]): string {
  const body = changeRows(shipped).map(([environment = '', service = '', ...rest]) =>
    [`${environment}/${service}:`, ...rest].join(' '),
  );
  const reasons = new Set(shipped.flatMap(({ events }) => events.flatMap(({ reason }) => reason ?? [])));
  return [`release: ${subject}`, '', ...body, ...(reasons.size > 0 ? ['', ...reasons] : [])].join('\n');
}

/** The text of a pull request, as Markdown: for each service the digests and the commits between them. */
export function pullRequest(subject: string, shipped: readonly ShippedChange[]): string {
  return (
    [`# ${subject.charAt(0).toUpperCase()}${subject.slice(1)}`, ...shipped.map(section)].join('\n\n') + '\n'
  );
}

function section({
  environment,
  service,
  before,
  after,
  events,
  rolledBack = [],
  hotfix,
  arrives,
  leaves,
}: ShippedChange): string {
  const digests =
    before?.digest === after?.digest
      ? []
      : [
          `- before: ${before === undefined ? 'nothing' : described(before)}`,
          `- after: ${after === undefined ? 'nothing' : described(after)}`,
        ];
  return [
    `## ${service} in ${environment}`,
    [
      ...digests,
      ...events.map(eventLine),
      ...rolledBack.map(rollbackLine),
      ...(hotfix === undefined ? [] : [hotfixLine(hotfix)]),
    ].join('\n'),
    ...commitSection('brings', arrives),
    ...(leaves?.commits?.length === 0 ? [] : commitSection('reverts', leaves)),
  ].join('\n\n');
}

function described(record: {
  readonly digest: string;
  readonly commit: string;
  readonly sample?: true;
}): string {
  const origin = record.sample === true ? 'a sample' : `built from ${shortCommit(record.commit)}`;
  return `\`${record.digest}\`, ${origin}`;
}

function eventLine({ event, digest, by, reason, overrides = [] }: ReleaseEvent): string {
  const rules = overrides.length > 0 ? `, overriding **${overrides.join(' and ')}**` : '';
  return `- ${event} \`${shortDigest(digest)}\` by ${escaped(by)}${rules}${reason === undefined ? '' : `: ${escaped(reason)}`}`;
}

/** Who approves the change must know what it overrides. */
function rollbackLine({ environment, event: { at, by, reason } }: LeftByRollback): string {
  return `- **${environment} rolled it back** at ${at} by ${escaped(by)}: ${escaped(reason ?? '')}`;
}

function hotfixLine({ from, verification: { at }, skipped }: Shortcut): string {
  return `- **a hotfix: it skips ${skipped.join(' and ')}**, where it was not verified; ${from} verified it at ${at}`;
}

function commitSection(verb: string, list: CommitList | undefined): readonly string[] {
  if (list === undefined) return [];
  if (list.commits === undefined) return [`The commits that it ${verb} are unknown: ${list.unknown}.`];
  const { commits } = list;
  const count = countOf(commits.length, 'commit');
  const items = commits.map(
    ({ id, subject, author }) => `- \`${shortCommit(id)}\` ${escaped(subject)} (${escaped(author)})`,
  );
  return [
    `It ${verb} ${count}${commits.length > 0 ? ':' : ' in its folder.'}`,
    ...(items.length > 0 ? [items.join('\n')] : []),
  ];
}
