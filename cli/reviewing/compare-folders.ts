import {
  check,
  type Mask,
  maskBetween,
  type PolicyFinding,
  readSynth,
  type Review,
  reviewSynths,
  type Synth,
} from '../../review';
import { judgeOwnPolicies } from './judge-own-policies';

export interface Compared {
  readonly review: Review;
  /** Hides the same secrets in what is added to the review. */
  readonly mask: Mask;
  /** The synth after the change. */
  readonly head: Synth;
}

/** Compares two synthesised folders. @param found policy findings that come from elsewhere */
export async function compareFolders(
  project: string,
  before: string,
  after: string,
  found: readonly PolicyFinding[] = [],
): Promise<Compared> {
  const [base, head] = [readSynth(before), readSynth(after)];
  const own = await judgeOwnPolicies({ project, before, after }, process.env);
  const mask = maskBetween(base, head);
  const findings = [...found, ...check(head, { ...own, before: base, mask })];
  return { review: reviewSynths(base, head, findings, mask), mask, head };
}
