import type { AssessedChange } from '../risk';
import type { Mask } from '../secrets';
import type { MovedImage, PolicyFinding, Promotion } from './review';

/** A change with its differences, names and risks, free of secrets. */
export function maskedJudged(judged: AssessedChange, mask: Mask): AssessedChange {
  const { change, destination, risks } = judged;
  return {
    ...judged,
    change: mask.change(change),
    destination:
      destination === undefined ? undefined : { ...destination, address: mask.text(destination.address) },
    risks: risks.map((risk) => {
      const reason = mask.text(risk.reason);
      return reason === risk.reason ? risk : { ...risk, reason };
    }),
  };
}

/** A promotion, with secrets masked in the names of its source. */
export function maskedPromotion(promotion: Promotion, { text }: Pick<Mask, 'text'>): Promotion {
  return { ...promotion, source: promotion.source.map((each) => ({ ...each, part: text(each.part) })) };
}

/** An image that moved, with secrets masked in its name: an argument may put one there. */
export function maskedMove(moved: MovedImage, { text }: Pick<Mask, 'text'>): MovedImage {
  return { ...moved, before: text(moved.before), after: text(moved.after) };
}

/** A finding, free of secrets: a team's own policy may quote one in any of its texts. */
export function maskedFinding(
  finding: PolicyFinding,
  { text, value }: Pick<Mask, 'text' | 'value'>,
): PolicyFinding {
  const { rule, path, message, advice, file = '', allowed = '' } = finding;
  const isPlain =
    [rule, path, message, advice, file, allowed].every((words) => text(words) === words) &&
    (finding.value === undefined || value(finding.value) === finding.value);
  // As thousands are.
  if (isPlain) return finding;
  return {
    ...finding,
    rule: text(finding.rule),
    path: text(finding.path),
    message: text(finding.message),
    advice: text(finding.advice),
    ...(finding.value === undefined ? {} : { value: value(finding.value) }),
    ...(finding.file === undefined ? {} : { file: text(finding.file) }),
    ...(finding.allowed === undefined ? {} : { allowed: text(finding.allowed) }),
  };
}
