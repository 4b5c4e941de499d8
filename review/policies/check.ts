import { keyOfFinding } from '../../core/findings';
import { by } from '../../core/text';
import { judgedSynth } from '../judged-block';
import { type Mask, maskFor, secretsOf } from '../secrets';
import type { Synth } from '../synth';
import { maskedFinding, type PolicyFinding } from '../view';
import { judgeBetween, type Judgement } from './judge';
import { POLICIES } from './policies';

/** An exception from a policy: something that it forbids, but that is wanted here. */
export interface PolicyException {
  /** The policy's name. */
  readonly rule: string;
  /** What is allowed: the beginning of a finding's path, such as `prod-services/kubernetes_service_v1.web`. */
  readonly at: string;
  /** Why it is allowed. Every report shows it. */
  readonly reason: string;
}

/** What a team's own policies found. They run in another process, since they may be untrusted code. */
export interface OwnJudgements {
  /** The names of the policies that ran. */
  readonly names: readonly string[];
  readonly after: readonly Judgement[];
  /** The findings in the previous state, by the same policies. */
  readonly before: readonly Judgement[];
}

export interface CheckOptions {
  /** What the team's own policies found, in addition to the built-in ones. @default nothing */
  readonly own?: OwnJudgements;
  /** @default none */
  readonly exceptions?: readonly PolicyException[];
  /** The previous state. Findings that it already has are marked as known. @default no finding is known */
  readonly before?: Synth;
  /** The mask for these synths, if there is one already. @default a new one */
  readonly mask?: Mask;
}

const NOTHING: OwnJudgements = { names: [], after: [], before: [] };

/** Everything that policies find in a synth, by rule and path. Pure, and free of secrets. */
export function check(
  synth: Synth,
  { own = NOTHING, exceptions = [], before, ...given }: CheckOptions = {},
): readonly PolicyFinding[] {
  const mask = given.mask ?? maskFor(secretsOf(...(before === undefined ? [synth] : [synth, before])));
  const ownBefore = new Set(own.before.map(keyOfFinding));
  const found = [
    ...judgeBetween(POLICIES, before && judgedSynth(before), judgedSynth(synth)),
    ...own.after.map((judgement) => ({ judgement, known: ownBefore.has(keyOfFinding(judgement)) })),
  ];
  const findings = found.map(({ judgement, known }): PolicyFinding => {
    const exception = exceptions.find((each) => allows(each, judgement));
    const allowed = exception === undefined ? {} : { allowed: exception.reason };
    return maskedFinding({ ...judgement, known, ...allowed }, mask);
  });
  const names = new Set([...POLICIES.map(({ name }) => name), ...own.names]);
  const judgements = found.map(({ judgement }) => judgement);
  const others = unused(exceptions, judgements, names).map((finding) => maskedFinding(finding, mask));
  return [...findings, ...others]
    .map((finding) => ({ finding, key: keyOfFinding(finding) }))
    .sort(by(({ key }) => key))
    .map(({ finding }) => finding);
}

function allows({ rule, at }: PolicyException, finding: Judgement): boolean {
  if (finding.rule !== rule) return false;
  return finding.path === at || finding.path.startsWith(`${at} `) || finding.path.startsWith(`${at}.`);
}

/** An exception that is no longer needed would silently allow a later violation. */
function unused(
  exceptions: readonly PolicyException[],
  judgements: readonly Judgement[],
  names: ReadonlySet<string>,
): readonly PolicyFinding[] {
  return exceptions
    .filter((exception) => !judgements.some((judgement) => allows(exception, judgement)))
    .map(({ rule, at }) => ({
      rule: 'policies/unused-exception',
      severity: 'note',
      path: at,
      message: 'must be needed',
      value: names.has(rule)
        ? `an exception from ${rule} that nothing uses`
        : `an exception from ${rule}, but no policy has that name`,
      advice: names.has(rule) ? 'Delete it.' : 'Correct the name, or delete it.',
      known: false,
    }));
}
