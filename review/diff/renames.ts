import { canonical } from '../../core/json';
import { escapeRegExp } from '../../core/text';
import { groupBy } from '../group-by';
import { type Block, isManaged } from '../synth';

/** A removed block, and an added one with the same content. */
export interface Rename {
  readonly from: Block;
  readonly to: Block;
}

/** Larger groups of similar blocks are not paired. */
const MOST_ALIKE = 200;

/**
 * Blocks that were removed and added again at another address. They have the same type and the same content, apart from the
 * words of their own names. Similar blocks are paired only if the match is unambiguous: their names share more trailing words
 * than any other pair.
 */
export function findRenames(gone: readonly Block[], come: readonly Block[]): readonly Rename[] {
  const found: Rename[] = [];
  // What refers to something that is renamed has other content than before.
  for (let more = true; more;) {
    const paired = new Set(found.flatMap(({ from, to }) => [from, to]));
    const isLeft = (block: Block): boolean => isManaged(block) && !paired.has(block);
    const [old, head] = [gone.filter(isLeft), come.filter(isLeft)];
    const print = withNewAddresses(found);
    const equal = pairsBy((block) => print(content(block)), old, head);
    const next = equal.length > 0 ? equal : pairsBy((block) => print(fingerprint(block)), old, head);
    found.push(...next);
    more = next.length > 0;
  }
  return found;
}

/** Writes a text with the new addresses of what is renamed. */
function withNewAddresses(renames: readonly Rename[]): (text: string) => string {
  if (renames.length === 0) return (text) => text;
  const addresses = new Map(renames.map(({ from, to }) => [from.address, to.address]));
  const words = [...addresses.keys()].map(escapeRegExp).join('|');
  const pattern = new RegExp(`(?<![\\w.-])(?:${words})(?![\\w-])`, 'g');
  return (text) => text.replace(pattern, (met) => addresses.get(met) ?? met);
}

function pairsBy(
  print: (block: Block) => string,
  gone: readonly Block[],
  come: readonly Block[],
): readonly Rename[] {
  const alike = groupBy(come, print);
  return [...groupBy(gone, print)].flatMap(([printed, from]) => paired(from, alike.get(printed) ?? []));
}

function paired(gone: readonly Block[], come: readonly Block[]): readonly Rename[] {
  if (gone.length * come.length > MOST_ALIKE * MOST_ALIKE) return [];
  return gone.flatMap((from) => {
    const to = nearest(from, come);
    return to !== undefined && nearest(to, gone) === from ? [{ from, to }] : [];
  });
}

/** The block whose name shares the most trailing words; undefined if two share equally many. */
function nearest(block: Block, others: readonly Block[]): Block | undefined {
  const ranked = others
    .map((other) => ({ other, shared: sharedWords(block.name, other.name) }))
    .sort((a, b) => b.shared - a.shared);
  const [first, second] = ranked;
  return first !== undefined && first.shared !== second?.shared ? first.other : undefined;
}

function sharedWords(one: string, other: string): number {
  const [a, b] = [wordsOf(one).reverse(), wordsOf(other).reverse()];
  const differs = a.findIndex((word, place) => word !== b[place]);
  return differs === -1 ? a.length : differs;
}

function content({ type, arguments: args }: Block): string {
  return `${type} ${canonical(args)}`;
}

/** The type and the content, with the block's own name left out. */
function fingerprint(block: Block): string {
  const words = wordsOf(block.name).map(escapeRegExp).join('|');
  const own = new RegExp(`\\b(?:${words})\\b(?:[-_](?:${words})\\b)*`, 'g');
  return content(block).replace(own, '«name»');
}

function wordsOf(name: string): string[] {
  return name.split(/[-_]/).filter((word) => word !== '');
}
