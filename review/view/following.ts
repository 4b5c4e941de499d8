import { groupBy } from '../group-by';
import { HASHED, withoutHashes } from './aliases';
import type { Entry, InnerRow, InsideView, Row, Variant } from './review';

/** What a fingerprint leads to: it says itself what differs. */
const LEADING: ReadonlySet<string> = new Set([...HASHED, 'terraform_data']);

/**
 * Entries in which nothing differs but hashes, beside the entry of the same builds or machines from which those follow: one change of an
 * image is an image, its push and its output. What is dangerous, or needs approval, is always told by itself.
 */
export function withFollowing(entries: readonly Entry[]): Entry[] {
  const groups = groupBy(
    entries.filter((entry) => LEADING.has(entry.type) && isPlain(entry)),
    ownersOf,
  );
  const followersOf = new Map<Entry, readonly Entry[]>();
  for (const group of groups.values()) {
    const leader = group.find((entry) => !isFollowing(entry)) ?? group[0];
    const followers = group.filter((entry) => entry !== leader && isFollowing(entry));
    if (leader !== undefined && followers.length > 0) followersOf.set(leader, followers);
  }
  const following = new Set([...followersOf.values()].flat());
  return entries
    .filter((entry) => !following.has(entry))
    .map((entry) => {
      const follows = followersOf.get(entry);
      return follows === undefined ? entry : { ...entry, follows };
    });
}

function isPlain({ level, needsApproval, offer, deed }: Entry): boolean {
  const isChange = deed === 'update' || deed === 'replace';
  return level === 'rest' && !needsApproval && offer === undefined && isChange;
}

function isFollowing({ type, rows }: Entry): boolean {
  return HASHED.has(type) && rows.length > 0 && rows.every(differsInHashes);
}

/** The builds or pools that the resources of an entry are part of, and their stacks. */
function ownersOf({ resources }: Entry): string {
  const owners = resources.flatMap(({ places }) =>
    places.map(({ stack, construct, address }) => {
      const owner = construct?.split('/')[1] ?? address.slice(address.indexOf('.') + 1);
      return `${stack}/${owner}`;
    }),
  );
  return [...new Set(owners)].sort().join(' ');
}

function differsInHashes({ variants }: Row): boolean {
  return variants.every(isHashOnly);
}

function isHashOnly({ before, after, inside }: Omit<Variant, 'environments'>): boolean {
  if (inside !== undefined) return isHashOnlyInside(inside);
  if (before === undefined || after === undefined) return false;
  return withoutHashes(JSON.stringify(before)) === withoutHashes(JSON.stringify(after));
}

function isHashOnlyInside(inside: InsideView): boolean {
  if (inside.kind === 'structured')
    return inside.rows.length > 0 && inside.rows.every((row: InnerRow) => isHashOnly(row));
  const textOf = (change: string): string =>
    inside.lines.flatMap((line) => (line.change === change ? [withoutHashes(line.text)] : [])).join('\n');
  return textOf('added') === textOf('removed');
}
