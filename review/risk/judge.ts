import { type BlockChange, compareBlocks, type Difference, findHandovers, leavesOf } from '../diff';
import { isManifest, judgedBlock } from '../judged-block';
import { groupBy } from '../group-by';
import type { Move, Synth } from '../synth';
import { type Destination, destinationOf, hasSameProvider } from './destination';
import { isolationAfter } from './isolation';
import { namesIn } from './naming';
import { findReplacements } from './replacement';
import { type Risk, RISK_LEVELS, type RiskLevel, type RiskRule, type RiskContext } from './risk';
import { capacity } from './rules/capacity';
import { clusterObjects } from './rules/cluster-objects';
import { code } from './rules/code';
import { data } from './rules/data';
import { doubleScaling } from './rules/double-scaling';
import { exposure } from './rules/exposure';
import { ignoredChanges } from './rules/ignored-changes';
import { instances } from './rules/instances';
import { interruption } from './rules/interruption';
import { invalidObjects } from './rules/invalid-objects';
import { helmValues } from './rules/helm-values';
import { limitsOfNamespaces } from './rules/limits-of-namespaces';
import { loginOfProviders } from './rules/login-of-providers';
import { lostLinks } from './rules/lost-links';
import { missing } from './rules/missing';
import { otherLocation } from './rules/other-location';
import { planned } from './rules/planned';
import { privileges } from './rules/privileges';
import { protection } from './rules/protection';
import { providerVersion } from './rules/provider-version';
import { replacement } from './rules/replacement';
import { refusal } from './rules/refusal';
import { rollout } from './rules/rollout';
import { expiry, retention } from './rules/retention';
import { sensitivity } from './rules/sensitivity';
import { unknownType } from './rules/unknown-type';
import { usage } from './rules/usage';
import { usersOf } from './users';

const RULES: readonly RiskRule[] = [
  protection,
  data,
  otherLocation,
  retention,
  expiry,
  instances,
  ignoredChanges,
  replacement,
  refusal,
  invalidObjects,
  planned,
  providerVersion,
  unknownType,
  usage,
  exposure,
  sensitivity,
  loginOfProviders,
  privileges,
  code,
  helmValues,
  missing,
  lostLinks,
  rollout,
  interruption,
  doubleScaling,
  clusterObjects,
  limitsOfNamespaces,
  capacity,
];

/** A change, and its risks. */
export interface AssessedChange {
  readonly change: BlockChange;
  /** Whether the resource is replaced, as far as is known. */
  readonly replaced: boolean;
  /** Where it reappears, if it moves from its stack to another. */
  readonly destination: Destination | undefined;
  /** The most dangerous first. */
  readonly risks: readonly Risk[];
  /** The highest level among them. */
  readonly level: RiskLevel;
}

/** The risks of the changes, and of the replacements that follow from them. */
export function judge(
  changes: readonly BlockChange[],
  before: Synth,
  after: Synth,
): readonly AssessedChange[] {
  const environments = [...before.record.environments, ...after.record.environments];
  const guarded = new Set(environments.filter((each) => each.protected).map(({ name }) => name));
  const handovers = findHandovers(changes);
  const isolation = isolationAfter(changes, after);
  const names = namesIn(after);
  const moves = new Map(
    [...after.stacks].map(([name, { moved }]) => [name, groupBy(moved, ({ from }) => plainAddress(from))]),
  );
  return findReplacements(changes, after).map(({ change, replacedBecause }) => {
    const { environment } = change;
    const heir = handovers.get(change);
    const judgedChange = asJudged(change);
    const plan = after.stacks.get(change.stack)?.planned;
    const context: RiskContext = {
      change: judgedChange,
      leafDifferences: leavesOf(contentOf(judgedChange)),
      replacedBecause,
      planned: plan?.actions.get(change.block.address),
      isPlanned: plan !== undefined,
      // Where no environment is known, any stack may be one that people depend on.
      inProtected: environment === null ? environments.length === 0 : guarded.has(environment),
      destination: heir === undefined ? undefined : destinationOf(change, heir, before, after),
      users: () => usersOf(after.stacks.get(change.stack), change.block.address),
      sameProvider:
        change.differences.some(({ path }) => path[0] === 'provider') &&
        hasSameProvider(change, before, after),
      movedInstances: movedInstancesOf(change, moves.get(change.stack)),
      isManifest: isManifest(change.block),
      stacks: [before.stacks.get(change.stack), after.stacks.get(change.stack)],
      names,
      isolation,
    };
    const risks: Risk[] = [];
    for (const rule of RULES) risks.push(...rule(context));
    risks.sort((a, b) => rank(a.level) - rank(b.level));
    return {
      change,
      replaced: replacedBecause.length > 0,
      destination: context.destination,
      risks,
      level: risks[0]?.level ?? 'rest',
    };
  });
}

/** The change as rules judge it: an object in a manifest as the typed resource of its kind. */
function asJudged(change: BlockChange): BlockChange {
  const [before, after] = [change.before, change.after].map((block) => block && judgedBlock(block));
  if (before === change.before && after === change.after) return change;
  return {
    ...change,
    block: after ?? before ?? change.block,
    before,
    after,
    differences: before === undefined || after === undefined ? [] : compareBlocks(before, after),
  };
}

/** The address of all instances: `aws_s3_bucket.b["a"]` → `aws_s3_bucket.b`. */
function plainAddress(address: string): string {
  return address.replace(/\[[^\]]*\]$/, '');
}

function movedInstancesOf(
  { before }: BlockChange,
  moves: ReadonlyMap<string, readonly Move[]> | undefined,
): ReadonlySet<string> {
  if (before === undefined) return new Set();
  const own = moves?.get(before.address) ?? [];
  return new Set(own.map(({ from }) => from.slice(before.address.length)));
}

/** The differences of the change; for a new resource, its whole content. */
function contentOf({ action, differences, after }: BlockChange): readonly Difference[] {
  return action === 'create' ? [{ path: [], before: undefined, after: after?.arguments }] : differences;
}

function rank(level: RiskLevel): number {
  return RISK_LEVELS.indexOf(level);
}
