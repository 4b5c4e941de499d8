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

/** Compares two synthesised folders. @param found policy findings that come from elsewhere */
export function compareFolders(
  project: string,
  before: string,
  after: string,
  found: readonly PolicyFinding[] = [],
): Promise<Comparison> {
  return compare(project, before, after, found);
}

/** Compares the two sides of Terraform plans in JSON. */
export function comparePlans(project: string, plans: readonly string[]): Promise<Comparison> {
  return compare(project, { plans, side: 'before' }, { plans, side: 'after' }, []);
}

async function compare(
  project: string,
  before: SynthSource,
  after: SynthSource,
  found: readonly PolicyFinding[],
): Promise<Comparison> {
  const base = readSource(before);
  const head = shareEqual(base, readSource(after));
  const own = await judgeOwnPolicies({ project, before, after }, process.env);
  const mask = maskBetween(base, head);
  const findings = [...found, ...check(head, { ...own, before: base, mask })];
  return { review: reviewSynths(base, head, findings, mask), mask, head };
}
