import { groupBy } from '../group-by';
import { HASHED, withoutHashes } from './aliases';
import type { Entry, InnerRow, InsideView, Row, Variant } from './review';

/** What starts from an image: another image replaces it, with the disks that are made from it. */
const MACHINES: ReadonlySet<string> = new Set(['libvirt_domain', 'proxmox_virtual_environment_vm']);

/**
 * Entries in which nothing differs but hashes, beside the entry of the same builds or machines from which those follow: one change of an
 * image is an image, its push and its output; one of a machine image is the machines, with the disks that go and come. What is dangerous, or
 * needs approval, is always told by itself.
 */
export function withFollowing(entries: readonly Entry[]): Entry[] {
  return besideBuilds(besideMachines(entries));
}

function besideBuilds(entries: readonly Entry[]): Entry[] {
  const groups = groupBy(
    entries.filter((entry) => HASHED.has(entry.type) && isPlain(entry)),
    (entry) => ownersOf(entry).join(' '),
  );
  const followersOf = new Map<Entry, readonly Entry[]>();
  for (const group of groups.values()) {
    const leader = group.find((entry) => !isFollowing(entry)) ?? group[0];
    const followers = group.filter((entry) => entry !== leader && isFollowing(entry));
    if (leader !== undefined && followers.length > 0) followersOf.set(leader, followers);
  }
  return besideLeaders(entries, followersOf);
}

/** The machines that another image replaces, each with what else of their pools follows from it. */
function besideMachines(entries: readonly Entry[]): readonly Entry[] {
  const leaders = entries.filter(({ type, action }) => MACHINES.has(type) && action === 'replace');
  if (leaders.length === 0) return entries;
  const quiet = entries.filter((entry) => !MACHINES.has(entry.type) && isQuiet(entry));
  const owned = groupBy(
    quiet.map((entry) => ({ entry, owners: ownersOf(entry) })),
    ({ owners: [first = ''] }) => first,
  );
  const followersOf = new Map<Entry, readonly Entry[]>();
  const taken = new Set<Entry>();
  for (const leader of leaders) {
    const owners = new Set(ownersOf(leader));
    const own = [...owners]
      .flatMap((owner) => owned.get(owner) ?? [])
      .filter((each) => !taken.has(each.entry) && each.owners.every((owner) => owners.has(owner)))
      .map(({ entry }) => entry);
    const changed = own.filter(({ rows }) => rows.length > 0 && rows.every(differsInHashes));
    const named = referencesIn(changed);
    const images = own.filter(
      ({ action, resources }) =>
        (action === 'create' || action === 'delete') && resources.every(({ address }) => named.has(address)),
    );
    // Without the image, this is another change of the same machines.
    if (images.length === 0) continue;
    const followers = own.filter((entry) => changed.includes(entry) || images.includes(entry));
    followersOf.set(leader, followers);
    for (const entry of followers) taken.add(entry);
  }
  return besideLeaders(entries, followersOf);
}

/** The resources that what differs in entries refers to, before or after. */
function referencesIn(entries: readonly Entry[]): ReadonlySet<string> {
  const text = JSON.stringify(entries.map(({ rows }) => rows));
  return new Set([...text.matchAll(/\$\{([\w-]+\.[\w-]+)\./g)].map(([, address = '']) => address));
}

function besideLeaders(
  entries: readonly Entry[],
  followersOf: ReadonlyMap<Entry, readonly Entry[]>,
): Entry[] {
  const following = new Set([...followersOf.values()].flat());
  return entries
    .filter((entry) => !following.has(entry))
    .map((entry) => {
      const follows = followersOf.get(entry);
      return follows === undefined ? entry : { ...entry, follows };
    });
}

/** Whether it may be told beside something else. */
function isQuiet({ level, needsApproval, offer }: Entry): boolean {
  return (level === 'rest' || level === 'replacement') && !needsApproval && offer === undefined;
}

function isPlain({ level, needsApproval, offer, action }: Entry): boolean {
  const isChange = action === 'update' || action === 'replace';
  return level === 'rest' && !needsApproval && offer === undefined && isChange;
}

function isFollowing({ type, rows }: Entry): boolean {
  return HASHED.has(type) && rows.length > 0 && rows.every(differsInHashes);
}

/** The builds or pools that the resources of an entry are part of, and their stacks. */
function ownersOf({ resources }: Entry): readonly string[] {
  const owners = resources.flatMap(({ places }) =>
    places.map(({ stack, construct, address }) => {
      const owner = construct?.split('/')[1] ?? address.slice(address.indexOf('.') + 1);
      return `${stack}/${owner}`;
    }),
  );
  return [...new Set(owners)].sort();
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
