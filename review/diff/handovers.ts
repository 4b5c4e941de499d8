import type { BlockChange } from './block-change';
import { findRenames } from './renames';

/**
 * Resources that disappear from one stack and appear in another: old → new. They have the same address within their
 * environment, or the same content. Terraform does not hand resources over between states: to it, these are two resources.
 */
export function findHandovers(changes: readonly BlockChange[]): ReadonlyMap<BlockChange, BlockChange> {
  const resources = changes.filter(({ block }) => block.kind === 'resource');
  const gone = resources.filter(({ action }) => action === 'delete' || action === 'forget');
  const come = resources.filter(({ action }) => action === 'create');
  const found = new Map<BlockChange, BlockChange>();
  for (const pairUp of [byPlace, byContent]) {
    const taken = new Set(found.values());
    const pairs = pairUp(
      gone.filter((change) => !found.has(change)),
      come.filter((change) => !taken.has(change)),
    );
    for (const [from, to] of pairs) found.set(from, to);
  }
  return found;
}

type Pairs = readonly (readonly [BlockChange, BlockChange])[];

function byPlace(gone: readonly BlockChange[], come: readonly BlockChange[]): Pairs {
  const placeOf = ({ environment, block }: BlockChange): string => `${String(environment)} ${block.address}`;
  const places = new Map(come.map((change) => [placeOf(change), change]));
  return gone.flatMap((from) => {
    const to = places.get(placeOf(from));
    return to === undefined ? [] : [[from, to] as const];
  });
}

function byContent(gone: readonly BlockChange[], come: readonly BlockChange[]): Pairs {
  const changeOf = new Map([...gone, ...come].map((change) => [change.block, change]));
  const renames = findRenames(
    gone.map(({ block }) => block),
    come.map(({ block }) => block),
  );
  return renames.flatMap(({ from, to }) => {
    const [left, right] = [changeOf.get(from), changeOf.get(to)];
    return left !== undefined && right !== undefined && mayBeOne(left, right) ? [[left, right] as const] : [];
  });
}

/** Different environments have similar resources. Only if a whole stack was removed can another environment's take over. */
function mayBeOne(from: BlockChange, to: BlockChange): boolean {
  return from.stack !== to.stack && (from.withStack || from.environment === to.environment);
}
