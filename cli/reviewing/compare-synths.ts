import {
  check,
  type Mask,
  maskBetween,
  type PolicyFinding,
  readSource,
  type Review,
  reviewSynths,
  shareEqual,
  type Synth,
  type SynthSource,
} from '../../review';
import { judgeOwnPolicies } from './judge-own-policies';

export interface Comparison {
  readonly review: Review;
  /** Hides the same secrets in what is added to the review. */
  readonly mask: Mask;
  /** The synth after the change. */
  readonly head: Synth;
}

/** Compares two synths. @param found policy findings that come from elsewhere */
export async function compareSynths(
  project: string,
  before: SynthSource,
  after: SynthSource,
  found: readonly PolicyFinding[] = [],
): Promise<Comparison> {
  const base = readSource(before);
  const head = shareEqual(base, readSource(after));
  const own = await judgeOwnPolicies({ project, before, after }, process.env);
  const mask = maskBetween(base, head);
  const findings = [...found, ...check(head, { ...own, before: base, mask })];
  return { review: reviewSynths(base, head, findings, mask), mask, head };
}
