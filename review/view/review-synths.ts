import { compareSynths } from '../diff';
import { judge, type Judged } from '../risk';
import { collectSecrets, type Mask, maskFor } from '../secrets';
import type { Synth } from '../synth';
import { collapse } from './collapse';
import { environmentsOf, notesBetween } from './environments';
import { promotionsBetween } from './promotions';
import type { PolicyFinding, Review } from './review';
import { verdictOf } from './verdict';

/** What a person needs to know of what lies between two synths. */
export function reviewSynths(
  before: Synth,
  after: Synth,
  policyFindings: readonly PolicyFinding[] = [],
): Review {
  const mask = maskFor(collectSecrets([before, after]));
  const environments = environmentsOf(before.record, after.record);
  const judged = judge(compareSynths(before, after), before, after).map((each) => masked(each, mask));
  const contents = {
    environments,
    promotions: promotionsBetween(before.record, after.record),
    notes: notesBetween(before.record, after.record),
    entries: collapse(judged, [before.record, after.record], environments),
    findings: policyFindings.map((finding) => maskedFinding(finding, mask)),
  };
  return { project: after.record.project, ...contents, verdict: verdictOf(contents) };
}

function masked({ change, ...rest }: Judged, mask: Mask): Judged {
  return { ...rest, change: { ...change, differences: mask.differences(change.block, change.differences) } };
}

function maskedFinding(finding: PolicyFinding, mask: Mask): PolicyFinding {
  const { value } = finding;
  return value === undefined ? finding : { ...finding, value: mask.text(value) };
}
