import { compareSynths } from '../diff';
import { judge } from '../risk';
import { type Mask, maskBetween } from '../secrets';
import { type Synth, withChangedLocals } from '../synth';
import { changeGraphOf } from './change-graph';
import { collapse } from './collapse';
import { environmentsOf, notesBetween, unreleasedBetween, waitingBetween } from './environments';
import { maskedFinding, maskedJudged, maskedMove, maskedPromotion } from './masked';
import { movedImagesBetween } from './moved-images';
import { promotionsBetween } from './promotions';
import type { PolicyFinding, Review } from './review';
import { verdictOf } from './verdict';

/**
 * What a person needs to know about the difference between two synths.
 * @param mask the mask for both, if there is one already: creating it searches both synths
 */
export function reviewSynths(
  base: Synth,
  head: Synth,
  policyFindings: readonly PolicyFinding[] = [],
  mask: Mask = maskBetween(base, head),
): Review {
  const { before, after } = withChangedLocals({ before: base, after: head });
  const environments = environmentsOf(before.record, after.record);
  const judged = judge(compareSynths(before, after), before, after).map((each) => maskedJudged(each, mask));
  const contents = {
    environments,
    promotions: promotionsBetween(before.record, after.record).map((each) => maskedPromotion(each, mask)),
    notes: [
      ...notesBetween(before.record, after.record),
      ...unreleasedBetween(before.record, after.record),
      ...waitingBetween(before.record, after.record),
      ...[...after.stacks.values()].flatMap(({ planned }) => planned?.notes ?? []),
    ].map((note) => ({ ...note, text: mask.value(note.text) })),
    entries: collapse(judged, { before: before.record, after: after.record }, environments),
    findings: policyFindings.map((finding) => maskedFinding(finding, mask)),
  };
  const movedImages = movedImagesBetween(before.record, after.record).map((each) => maskedMove(each, mask));
  const graph = changeGraphOf(before, after, judged, mask);
  return {
    project: after.record.project,
    ...contents,
    verdict: verdictOf(contents, judged),
    ...([...after.stacks.values()].some(({ planned }) => planned !== undefined)
      ? { planned: true as const }
      : {}),
    ...(movedImages.length === 0 ? {} : { movedImages }),
    ...(graph === undefined ? {} : { graph }),
  };
}
