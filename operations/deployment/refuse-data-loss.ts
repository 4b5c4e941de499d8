import { holdingOf } from '../../core/data';
import type { PlannedChange, Values } from './planned-change';

/** Data that a plan would destroy. */
export interface Loss {
  readonly stack: string;
  readonly address: string;
  readonly action: PlannedChange['action'];
  /** What is lost, in words. */
  readonly what: string;
  /** Whether a person has allowed it by its address. */
  readonly allowed: boolean;
}

/** What a change would destroy, in words; undefined when it destroys nothing that is not made again. */
export function lossOf({ type, action, before = {}, gone }: PlannedChange): string | undefined {
  if (destroys(action)) return heldBy(type, before);
  if (gone === undefined) return undefined;
  // A host whose disks are not mounted looks like this, and what stands on them would start with nothing.
  const held = heldBy(type, gone);
  return held === undefined
    ? undefined
    : `${held}: it is not where it was, and would be created again, empty`;
}

function heldBy(type: string, values: Values): string | undefined {
  const holding = holdingOf(type, values);
  switch (holding.kind) {
    case 'nothing':
    case 'orphaned data':
      return undefined;
    case 'unknown':
      return `whatever it holds: Slipway does not know ${type}`;
    default:
      return holding.what;
  }
}

/** Whether a change destroys something that is not made again. */
export function holdsData(change: PlannedChange): boolean {
  return lossOf(change) !== undefined;
}

/**
 * The data that a plan would destroy, sorted by address.
 * @param allowed addresses, or `stack:address` for that stack's alone
 */
export function lossesIn(
  stack: string,
  changes: readonly PlannedChange[],
  allowed: readonly string[] = [],
): readonly Loss[] {
  return changes
    .flatMap((change) => {
      const { address, action } = change;
      const what = lossOf(change);
      if (what === undefined) return [];
      const isAllowed = allowed.includes(address) || allowed.includes(`${stack}:${address}`);
      return [{ stack, address, action, what, allowed: isAllowed }];
    })
    .sort((a, b) => (a.address < b.address ? -1 : 1));
}

function destroys(action: PlannedChange['action']): boolean {
  return action === 'delete' || action === 'replace';
}
