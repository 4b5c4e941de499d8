import type { SlipwayRecord } from '../../core/record';
import { compareText } from '../../core/text';
import { groupBy } from '../group-by';
import { type AssessedChange, RISK_LEVELS } from '../risk';
import { aliases, hashless, ownNames } from './aliases';
import { toEntry } from './entry';
import { type Member, toMember } from './member';
import type { Entry } from './review';
import { withFollowing } from './with-following';

/**
 * Groups changes into entries: one for the same resource in several environments, and one for resources of a type that all
 * change alike.
 */
export function collapse(
  judged: readonly AssessedChange[],
  { before, after }: { readonly before: SlipwayRecord; readonly after: SlipwayRecord },
  environments: readonly string[],
): readonly Entry[] {
  const aliasOf = aliases([before, after]);
  const ownlessOf = ownNames(before, after);
  const members = judged.map((each) =>
    toMember(each, aliasOf(each.change.environment), ownlessOf(each.change)),
  );
  const subjects = [...groupBy(members, subjectKey).values()];
  const entries = [...groupBy(subjects, changeKey).values()].map((alike) => toEntry(alike, environments));
  return withFollowing(entries).sort(
    (a, b) =>
      RISK_LEVELS.indexOf(a.level) - RISK_LEVELS.indexOf(b.level) ||
      Number(b.needsApproval) - Number(a.needsApproval) ||
      compareText(sortKey(a), sortKey(b)),
  );
}

function subjectKey({ judged: { change, replaced }, address }: Member): string {
  return `${address} ${change.action} ${String(replaced)}`;
}

/** Equal for resources of one type that change alike, apart from what differs between environments. */
function changeKey(subject: readonly Member[]): string {
  const [first] = subject;
  if (first === undefined) return '';
  const { change, level, replaced } = first.judged;
  const plain = hashless(change.block.type);
  const rowsOf = (member: Member) =>
    member.rows.map(({ path, alike }) => plain(member.ownless(`${path} ${alike}`)));
  const rows = rowsOf(first);
  const same = subject.every((other) => sameRows(other, first));
  const own = change.action === 'rename' ? first.address : same ? '' : eachOf(subject, rowsOf);
  const reasons = subject.flatMap(({ judged, ownless }) => judged.risks.map(({ reason }) => ownless(reason)));
  return JSON.stringify([
    change.block.type,
    change.action,
    replaced,
    level,
    rows,
    own,
    [...new Set(reasons)].sort(),
  ]);
}

/** What each environment changes by itself: equal for resources that change alike in each of them, such as by a value of its own. */
function eachOf(subject: readonly Member[], rowsOf: (member: Member) => readonly string[]): string {
  const each = subject.map((member) => {
    const { change, risks, level } = member.judged;
    const reasons = risks.map(({ reason }) => member.ownless(reason));
    return JSON.stringify([change.environment ?? change.stack, level, rowsOf(member), reasons]);
  });
  return each.sort().join(' ');
}

function sameRows(one: Member, other: Member): boolean {
  return (
    one.rows.length === other.rows.length &&
    one.rows.every(
      ({ path, alike }, index) => path === other.rows[index]?.path && alike === other.rows[index].alike,
    )
  );
}

function sortKey({ type, action, resources }: Entry): string {
  return `${type} ${action} ${resources[0]?.address ?? ''} ${resources[0]?.places[0]?.stack ?? ''}`;
}
