import { canonical } from '../../core/json';
import { groupBy } from '../group-by';
import type { Block } from '../synth';

/** A block that went, and the one that came with the same content. */
export interface Rename {
  readonly from: Block;
  readonly to: Block;
}

/** More blocks alike than this are not told apart. */
const MOST_ALIKE = 200;

/**
 * Blocks that went and came back under another address: of one type, and equal, or equal but for the words of their own
 * names. Only where there is one answer: of blocks alike, those go together whose names share more of their last words than
 * any other.
 */
export function findRenames(gone: readonly Block[], come: readonly Block[]): readonly Rename[] {
  const equal = pairsBy(content, gone.filter(isResource), come.filter(isResource));
  const paired = new Set(equal.flatMap(({ from, to }) => [from, to]));
  const isLeft = (block: Block): boolean => isResource(block) && !paired.has(block);
  return [...equal, ...pairsBy(fingerprint, gone.filter(isLeft), come.filter(isLeft))];
}

function pairsBy(
  print: (block: Block) => string,
  gone: readonly Block[],
  come: readonly Block[],
): readonly Rename[] {
  const alike = groupBy(come, print);
  return [...groupBy(gone, print)].flatMap(([printed, from]) => paired(from, alike.get(printed) ?? []));
}

function isResource({ kind }: Block): boolean {
  return kind === 'resource';
}

function paired(gone: readonly Block[], come: readonly Block[]): readonly Rename[] {
  if (gone.length * come.length > MOST_ALIKE * MOST_ALIKE) return [];
  return gone.flatMap((from) => {
    const to = nearest(from, come);
    return to !== undefined && nearest(to, gone) === from ? [{ from, to }] : [];
  });
}

/** The one whose name shares the most last words; undefined where two share as many. */
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

/** The type and the content, without what the name says of it. */
function fingerprint(block: Block): string {
  const words = wordsOf(block.name).map(escaped).join('|');
  const own = new RegExp(`\\b(?:${words})\\b(?:[-_](?:${words})\\b)*`, 'g');
  return content(block).replace(own, '«name»');
}

function wordsOf(name: string): string[] {
  return name.split(/[-_]/).filter((word) => word !== '');
}

function escaped(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
