import type { Judged } from '../risk';
import type { Mask } from '../secrets';
import type { PolicyFinding, Promotion } from './review';

/** A change with what differs, what it is called and what it may do, without a secret. */
export function maskedJudged({ change, destination, risks, ...rest }: Judged, mask: Mask): Judged {
  return {
    ...rest,
    change: mask.change(change),
    destination:
      destination === undefined ? undefined : { ...destination, address: mask.text(destination.address) },
    risks: risks.map((risk) => ({ ...risk, reason: mask.text(risk.reason) })),
  };
}

/** A promotion without a secret in the names of its source. */
export function maskedPromotion(promotion: Promotion, { text }: Pick<Mask, 'text'>): Promotion {
  return { ...promotion, source: promotion.source.map((each) => ({ ...each, part: text(each.part) })) };
}

/** A finding without a secret: a team's own policy may quote what it met in any of its words. */
export function maskedFinding(
  finding: PolicyFinding,
  { text, value }: Pick<Mask, 'text' | 'value'>,
): PolicyFinding {
  return {
    ...finding,
    path: text(finding.path),
    message: text(finding.message),
    advice: text(finding.advice),
    ...(finding.value === undefined ? {} : { value: value(finding.value) }),
    ...(finding.file === undefined ? {} : { file: text(finding.file) }),
    ...(finding.allowed === undefined ? {} : { allowed: text(finding.allowed) }),
  };
}
