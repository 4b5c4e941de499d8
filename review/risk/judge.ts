import {
  type BlockChange,
  compareBlocks,
  type Difference,
  dotted,
  findHandovers,
  leavesOf,
  plainAddress,
} from '../diff';
import { documentsIn, isManifest, judgedBlock } from '../judged-block';
import { groupBy } from '../group-by';
import type { Block, Move, Stack, Synth } from '../synth';
import { type Destination, destinationOf, hasSameProvider, otherProvidersOf } from './destination';
import { isolationAfter } from './isolation';
import { namesIn } from './naming';
import { withOverlooked } from './overlooked';
import { findReplacements } from './replacement';
import { type Risk, RISK_LEVELS, type RiskLevel, type RiskRule, type RiskContext } from './risk';
import { capacity } from './rules/capacity';
import { clusterObjects } from './rules/cluster-objects';
import { code } from './rules/code';
import { customObjects } from './rules/custom-objects';
import { data } from './rules/data';
import { doubleScaling } from './rules/double-scaling';
import { exposure } from './rules/exposure';
import { ignoredChanges } from './rules/ignored-changes';
import { hasInstance, instances } from './rules/instances';
import { interruption } from './rules/interruption';
import { invalidObjects } from './rules/invalid-objects';
import { helmValues } from './rules/helm-values';
import { keptValues } from './rules/kept-values';
import { limitsOfNamespaces } from './rules/limits-of-namespaces';
import { loginOfProviders } from './rules/login-of-providers';
import { lostLinks } from './rules/lost-links';
import { missing } from './rules/missing';
import { otherLocation } from './rules/other-location';
import { otherRegistry } from './rules/other-registry';
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
import { writeOnly } from './rules/write-only';
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
  keptValues,
  replacement,
  refusal,
  invalidObjects,
  planned,
  providerVersion,
  unknownType,
  usage,
  writeOnly,
  exposure,
  sensitivity,
  loginOfProviders,
  privileges,
  code,
  helmValues,
  missing,
  lostLinks,
  rollout,
  otherRegistry,
  interruption,
  doubleScaling,
  clusterObjects,
  customObjects,
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
    const written = asJudged(change);
    const judgedChange = replacedBecause.length === 0 ? asApplied(change, written) : written;
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
      otherProviders: change.block.kind === 'module' ? otherProvidersOf(change, before, after) : [],
      overlooked: argumentsBeyond(written, judgedChange),
      movedInstances: movedInstancesOf(change, moves.get(change.stack), after.stacks.get(change.stack)),
      isManifest: isManifest(change.block),
      documents: [documentsIn(change.before), documentsIn(change.after)],
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

/** The change as Terraform applies it to what exists, which overlooks what it is told to. */
function asApplied(change: BlockChange, written: BlockChange): BlockChange {
  const { action, before, after } = change;
  if (before === undefined || after === undefined || action === 'rename') return written;
  const applied = withOverlooked(before, after);
  return applied === after ? written : withSides(change, judgedBlock(before), judgedBlock(applied));
}

/** What differs in a change, and not in another. */
function argumentsBeyond(change: BlockChange, other: BlockChange): readonly string[] {
  if (change === other) return [];
  const known = new Set(other.differences.map(({ path }) => dotted(path)));
  return [...new Set(change.differences.map(({ path }) => dotted(path)))].filter((name) => !known.has(name));
}

/** The change as rules judge it: an object in a manifest as the typed resource of its kind. */
function asJudged(change: BlockChange): BlockChange {
  const [before, after] = [change.before, change.after].map((block) => block && judgedBlock(block));
  return before === change.before && after === change.after ? change : withSides(change, before, after);
}

function withSides(change: BlockChange, before: Block | undefined, after: Block | undefined): BlockChange {
  const differences = before === undefined || after === undefined ? [] : compareBlocks(before, after);
  return { ...change, block: after ?? before ?? change.block, before, after, differences };
}

function movedInstancesOf(
  { before }: BlockChange,
  moves: ReadonlyMap<string, readonly Move[]> | undefined,
  stack: Stack | undefined,
): ReadonlySet<string> {
  if (before === undefined) return new Set();
  const own = (moves?.get(before.address) ?? []).filter(({ to }) => isThere(to, stack));
  return new Set(own.map(({ from }) => from.slice(before.address.length)));
}

/** Whether what something is moved to is declared; what is in a module may be. */
function isThere(to: string, stack: Stack | undefined): boolean {
  const address = plainAddress(to);
  const block = stack?.blocks.get(address);
  return block === undefined ? to.startsWith('module.') : hasInstance(block, to.slice(address.length));
}

/** The differences of the change; for a new resource, its whole content. */
function contentOf({ action, differences, after }: BlockChange): readonly Difference[] {
  return action === 'create' ? [{ path: [], before: undefined, after: after?.arguments }] : differences;
}

function rank(level: RiskLevel): number {
  return RISK_LEVELS.indexOf(level);
}
