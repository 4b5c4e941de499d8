import { type Finding, problem } from '../../core/findings';
import { locationIn, shown } from '../../core/json-file';
import { describeFreeze, freezeAt } from '../freeze';
import { OVERRIDDEN } from '../obstacle';
import type { Pipeline } from '../pipeline';
import { rolledBackBy, rollbacksFrom } from '../rolled-back';
import { shortcutInto } from '../skipped';
import { holdOf, type Override, type Release, type ReleaseImage } from '../release';
import { type Attribution, done, refused, type ReleaseResult, type ReleaseTarget } from './action';
import { withEvent, withRecord } from './append';
import { groupViolations, newViolations, notDeployedHere, notWritable, releaseAt } from './checks';
import { missingReason } from './missing-reason';

/** Selects an image in an environment, and records it there first if it is new. Every action that ships ends here. */
export function select(
  pipeline: Pipeline,
  target: ReleaseTarget,
  image: ReleaseImage,
  attribution: Attribution,
): ReleaseResult {
  const unwritable = [...notDeployedHere(pipeline, target), ...notWritable(pipeline, target, attribution)];
  if (unwritable.length > 0) return refused(...unwritable);
  const before = releaseAt(pipeline, target);
  const { at, by, reason, overrides = [] } = attribution;
  const after = (used: readonly Override[]) =>
    withEvent(withRecord(before, image, at), {
      at,
      event: 'selected',
      digest: image.digest,
      by,
      reason,
      overrides: used.length > 0 ? used : undefined,
    });
  const broken = newViolations(pipeline, after([]));
  const soak = broken.filter(({ rule }) => rule === 'promotion/soak');
  // A soak in what is skipped is skipped with it: only the proof further back counts.
  const canSkip = shortcutInto(pipeline, target, image.digest) !== undefined;
  const shortcut = broken.filter(({ rule }) => canSkip && rule === 'promotion/verified');
  const holds = held(pipeline, before, image);
  const overridable: readonly Finding[] = [
    ...soak,
    ...shortcut.map(withHotfix),
    ...frozen(pipeline, target, at),
    ...holds,
    ...left(pipeline, target, image, holds.length > 0),
  ];
  const single = overridable.map(overrideOf).filter((override) => overrides.includes(override));
  // What moves without the others of its group shows once it may move at all.
  const apart = groupViolations(pipeline, [after(single)]);
  const used = [...single, ...(apart.length > 0 && overrides.includes('group') ? ['group' as const] : [])];
  const findings = [
    ...broken.filter(
      (finding) =>
        !soak.includes(finding) &&
        !shortcut.includes(finding) &&
        finding.rule !== 'promotion/rolled-back' &&
        finding.rule !== 'promotion/together',
    ),
    ...overridable.filter((finding) => !used.includes(overrideOf(finding))),
    ...(used.includes('group') ? [] : apart),
    ...(used.length > 0 ? missingReason(`override ${used.join(' and ')}`, reason) : []),
  ];
  return findings.length > 0 ? refused(...findings) : done(after(used));
}

/** Where an environment further back has verified the image, there is a way for what cannot wait. */
function withHotfix(finding: Finding): Finding {
  return {
    ...finding,
    advice: `${finding.advice} A hotfix that cannot wait: \`--override skip --reason "…"\`, which is recorded.`,
  };
}

/** What overrides a finding. Where a proof is missing, that is a shortcut past it. */
function overrideOf({ rule }: Finding): Override {
  return OVERRIDDEN[rule] ?? 'skip';
}

function frozen({ stages }: Pipeline, { environment }: ReleaseTarget, at: string): readonly Finding[] {
  const freeze = freezeAt(stages.find(({ name }) => name === environment)?.freeze ?? [], at);
  if (freeze === undefined) return [];
  return [
    problem({
      rule: 'promotion/freeze',
      path: `environments.${environment}.freeze`,
      message: `must be over before anything new is selected; it lasts ${describeFreeze(freeze)}`,
      value: at,
      advice: 'Wait until it is over; or go on with `--override freeze --reason "…"`, which is recorded.',
    }),
  ];
}

function held({ releases }: Pipeline, release: Release, { digest }: ReleaseImage): readonly Finding[] {
  const hold = holdOf(release);
  if (hold === undefined || hold.digest === digest) return [];
  const { by, at, reason = '' } = hold;
  return [
    problem({
      rule: 'promotion/hold',
      path: locationIn(releases.pathOf(release.environment, release.service), 'selected'),
      message: 'must stay what a rollback restored, until a person overrides the hold',
      value: hold.digest,
      advice: `${by} rolled back at ${at}: ${shown(reason)}. If that is fixed, select the new image with \`--override hold --reason "…"\`, which is recorded.`,
    }),
  ];
}

/**
 * The rollbacks that a synth finds, and one of this very second too: what is written came before. Who overrides the hold of a rollback
 * here decides about that one as well.
 */
function left(
  pipeline: Pipeline,
  { environment, service }: ReleaseTarget,
  { digest }: ReleaseImage,
  isHeld: boolean,
): readonly Finding[] {
  const [rollback] = rollbacksFrom(pipeline, service, digest).filter(
    (found) => !isHeld || found.environment !== environment,
  );
  if (rollback === undefined) return [];
  const path = pipeline.releases.pathOf(environment, service);
  return [rolledBackBy(rollback, path, digest)];
}
