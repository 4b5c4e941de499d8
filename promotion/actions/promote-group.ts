import type { Digest } from '../../constructs/image-build';
import { type Finding, problem } from '../../core/findings';
import { namesBefore } from '../../core/pipeline';
import { type Combination, keyOf, selectionPointsOf } from '../combinations';
import { ungrouped, type PromotionUnit, unitsOf } from '../groups';
import type { Pipeline } from '../pipeline';
import { holdOf, type Override, recordOf, type Release } from '../release';
import { isHotfix } from '../skipped';
import { verificationOf } from '../soak';
import type { Attribution, ReleasesResult } from './action';
import { withOverride } from './append';
import { groupViolations, releaseAt } from './checks';
import { type AboutMember, holdingBack } from './holds-back';
import { missingReason } from './missing-reason';
import { type PromotionCandidate, candidateOf } from './candidate';
import { shippable } from './promotable';
import {
  backwards,
  passesRules,
  isVerifiedIn,
  nothingToPromote,
  type Promotion,
  undoesHotfix,
  waitsUnverified,
} from './promote-image';
import { select } from './select';
import { unshippable } from './unshippable';

/** A group that is promoted, and where to. */
export interface GroupPromotion {
  /** The group's name. */
  readonly group: string;
  /** The environment that is to run it. */
  readonly to: string;
  /** The environment that has verified it. @default those before `to` */
  readonly from?: string;
  /** An image of one of the services, with which the others go that were verified beside it. @default the newest */
  readonly digest?: Digest;
}

/** The releases that a promotion of a group changes, or why none of them does; and where each service comes from. */
export interface GroupPromoted extends ReleasesResult {
  /** Service → the environment that has verified what is promoted. */
  readonly sources: ReadonlyMap<string, string>;
}

/**
 * Selects in an environment what the one before it had selected and verified at the same time: for all services of a group, or for none. What
 * blocks one of them blocks all.
 *
 * @example
 * const grouped = { ...pipeline, groups: { checkout: ['api', 'web'] } };
 * promoteGroup(grouped, { group: 'checkout', to: 'prod' }, { at: instantOf(new Date()), by: 'Ada' }).findings;
 */
export function promoteGroup(
  pipeline: Pipeline,
  { group, to, from, digest }: GroupPromotion,
  attribution: Attribution,
): GroupPromoted {
  const { overrides = [] } = attribution;
  const units = unitsOf(pipeline, group).filter(({ environment }) => environment === to);
  const following = units.filter(({ after }) => namesBefore(after).length > 0);
  const sources = new Map<string, string>();
  const moved: Release[] = [];
  const refused: AboutMember[] = [];
  const waiting: AboutMember[] = [];
  for (const unit of following) {
    const before = namesBefore(unit.after);
    const isNamed = from !== undefined && (before.includes(from) || overrides.includes('skip'));
    const names = isNamed ? [from] : before;
    const candidate = candidateOf(pipeline, unit, { digest, names: isNamed ? names : undefined });
    unit.services.forEach((service) => sources.set(service, candidate?.from ?? names[0] ?? to));
    const moving = candidate === undefined ? [] : movingIn(pipeline, unit, candidate);
    if (candidate === undefined || moving.length === 0) {
      waiting.push(...awaited(pipeline, unit, names, candidate?.combination, digest));
      continue;
    }
    const result = moveUnit(pipeline, unit, candidate, moving, attribution);
    moved.push(...result.releases);
    refused.push(...result.refused);
  }
  const members = units.flatMap(({ services }) => services);
  if (refused.length > 0) return { releases: [], findings: holdingBack(group, members, refused), sources };
  if (moved.length === 0) return { releases: [], findings: holdingBack(group, members, waiting), sources };
  return { ...settle(pipeline, moved, attribution), sources };
}

/** The services of a unit whose selection changes; all, where only the combination was not valid when it was selected. */
function movingIn(
  pipeline: Pipeline,
  unit: PromotionUnit,
  { combination }: PromotionCandidate,
): readonly string[] {
  const { environment, services } = unit;
  const at = (service: string) => releaseAt(pipeline, { environment, service });
  const offered = services.filter((service) => combination.get(service) !== undefined);
  const changed = offered.filter((service) => at(service).selected !== combination.get(service));
  const alone = ungrouped(pipeline);
  const early = offered.filter((service) => !changed.includes(service) && !passesRules(alone, at(service)));
  if (changed.length > 0 || early.length > 0) return [...changed, ...early];
  return offered.every((service) => passesRules(pipeline, at(service))) ? [] : offered;
}

function moveUnit(
  pipeline: Pipeline,
  unit: PromotionUnit,
  { from, combination }: PromotionCandidate,
  moving: readonly string[],
  attribution: Attribution,
): { readonly releases: readonly Release[]; readonly refused: readonly AboutMember[] } {
  const { environment } = unit;
  const isBehind = wasSelectedBefore(pipeline, unit, combination);
  const releases: Release[] = [];
  const refused: AboutMember[] = [];
  // Each is judged by its own rules; the combination is one that the environment before has proven.
  const alone = ungrouped(pipeline);
  for (const service of moving) {
    const digest = combination.get(service);
    const record = digest && recordOf(releaseAt(pipeline, { environment: from, service }), digest);
    if (digest === undefined || record === undefined) continue;
    const promotion: Promotion = { service, from, to: environment };
    const release = releaseAt(pipeline, { environment, service });
    const { selected } = release;
    const isLost =
      selected !== null &&
      selected !== digest &&
      isHotfix(release, selected) &&
      !isVerifiedIn(pipeline, promotion, selected);
    const finding = isLost
      ? undoesHotfix(pipeline, promotion, selected)
      : isBehind && selected !== digest
        ? backwards(pipeline, from, release, digest)
        : undefined;
    const result =
      finding === undefined
        ? select(alone, { environment, service }, record, attribution)
        : { findings: [finding] };
    if (result.release !== undefined) releases.push(result.release);
    refused.push(...result.findings.map((each) => ({ service, finding: each })));
  }
  return { releases, refused };
}

/** Whether an environment selected a combination and then others: to select it again would be a rollback. */
function wasSelectedBefore({ releases }: Pipeline, unit: PromotionUnit, combination: Combination): boolean {
  const { environment, services } = unit;
  const keys = selectionPointsOf(releases, environment, services).map((point) => keyOf(point.combination));
  const isHeld = services.some((service) => holdOf(releases.releaseOf(environment, service)) !== undefined);
  return keys.at(-1) !== keyOf(combination) && keys.includes(keyOf(combination)) && !isHeld;
}

/** Each rule about services together, and the override that lets a person decide against it. */
const WAYS: Readonly<Record<string, readonly Override[]>> = {
  'promotion/soak': ['soak'],
  'promotion/together': ['skip', 'group'],
};

/** What must hold of the services together, once each of them may move; and what a person overrides of that, which is recorded. */
function settle(
  pipeline: Pipeline,
  moved: readonly Release[],
  { overrides = [], reason }: Pick<Attribution, 'overrides' | 'reason'>,
): ReleasesResult {
  const findings = groupViolations(pipeline, moved, Object.keys(WAYS));
  const [first] = findings;
  if (first === undefined) return { releases: moved, findings };
  const ways = (WAYS[first.rule] ?? []).filter((way) => overrides.includes(way));
  for (const way of ways) {
    const missing = missingReason(`override ${way}`, reason);
    if (missing.length > 0) return { releases: [], findings: missing };
    const decided = moved.map((release) => withOverride(release, way, reason));
    const isHelp = groupViolations(pipeline, decided, [first.rule]).length === 0;
    if (isHelp)
      return settle(pipeline, decided, { reason, overrides: overrides.filter((one) => one !== way) });
  }
  return { releases: [], findings };
}

/** What a group waits for in the environments before: what they select, and offer once it is verified. */
function awaited(
  pipeline: Pipeline,
  unit: PromotionUnit,
  names: readonly string[],
  offered: Combination | undefined,
  digest: Digest | undefined,
): readonly AboutMember[] {
  const found = names.flatMap((from) =>
    unit.services.flatMap((service): readonly AboutMember[] => {
      const promotion: Promotion = { service, from, to: unit.environment };
      const release = pipeline.releases.releaseOf(from, service);
      const selected = release?.selected ?? undefined;
      const path = pipeline.releases.pathOf(from, service);
      if (release === undefined || selected === undefined)
        return offered === undefined ? [{ service, finding: nothingToPromote(pipeline, promotion) }] : [];
      if (!shippable(pipeline, service)(selected))
        return [{ service, finding: unshippable(path, release, selected) }];
      if (verificationOf(release, selected) !== undefined) return [];
      return [{ service, finding: waitsUnverified(path, release, selected) }];
    }),
  );
  if (digest === undefined || offered !== undefined) return digest === undefined ? found : [];
  const [service = ''] = unit.services;
  return [{ service, finding: neverTogether(pipeline, unit, names, digest) }];
}

function neverTogether(
  { releases }: Pipeline,
  { group, services }: PromotionUnit,
  names: readonly string[],
  value: Digest,
): Finding {
  return problem({
    rule: 'promotion/nothing-verified',
    path: `${releases.folder}/${names[0] ?? ''}/releases`,
    message: `must have had this image selected and verified together with the others of the group ${group}`,
    value,
    advice: `\`npx slipway releases ${services.join(' ')}\` shows what is recorded where. To move it without the others: \`--override group --reason "…"\`, which is recorded.`,
  });
}
