import { countOf, visible } from '../../core/text';
import type { ChangeGraph, GraphChange, GraphEdge, GraphNode } from '../view';

/** The brackets that give a box its shape: what changes is told by shape and word, so that no colour is needed. */
const SHAPES: Readonly<Record<GraphChange, readonly [open: string, close: string]>> = {
  added: ['([', '])'],
  changed: ['{{', '}}'],
  replaced: ['{{', '}}'],
  removed: ['[/', '/]'],
  same: ['[', ']'],
};

const ARROWS: Readonly<Record<GraphChange, string>> = {
  added: '==>',
  changed: '==>',
  replaced: '==>',
  removed: '-.->',
  same: '-->',
};

/** A longer label is cut. */
const LONGEST = 48;

/** The graph of a change as a block of Mermaid, which GitHub and GitLab draw, and what the shapes mean. */
export function mermaidLines({ parts, notShown }: ChangeGraph): readonly string[] {
  const numbers = new Map<string, number>();
  const idOf = (part: number, id: string): string => {
    const key = `${part} ${id}`;
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    return `n${number}`;
  };
  const more = notShown === 0 ? '' : ` ${countOf(notShown, 'more change')} not drawn.`;
  return [
    '```mermaid',
    'flowchart LR',
    ...parts.flatMap(({ environments, nodes, edges }, part) => [
      `  subgraph e${part}["${label(environments.join(', '))}"]`,
      ...nodes.map((node) => `    ${idOf(part, node.id)}${box(node, amongOf(node, edges))}`),
      '  end',
      ...edges
        .filter((edge) => !nodes.some((node) => isAmong(node, edge)))
        .map(({ from, to, ...edge }) => `  ${idOf(part, from)} ${arrow(edge)} ${idOf(part, to)}`),
    ]),
    '```',
    '',
    `_Round: added. Six corners: changed or replaced. Slanted: removed. Plain: as before. Thick arrow: new or changed; dotted: removed.${more}_`,
  ];
}

/** Whether an edge leads from one to another of the things that a box stands for. */
function isAmong({ id, count }: GraphNode, { from, to }: GraphEdge): boolean {
  return count !== undefined && from === id && to === id;
}

/** What changes among the things that a box stands for: arrows that lead back to it would lie on each other. */
function amongOf(node: GraphNode, edges: readonly GraphEdge[]): readonly string[] {
  return edges
    .filter((edge) => isAmong(node, edge))
    .map(({ change, count = 1 }) => `${countOf(count, 'connection')} among them ${change}`);
}

/** @param among what else is said of it */
function box({ kind, name, change, count }: GraphNode, among: readonly string[]): string {
  const [open, close] = SHAPES[change];
  const what = change === 'same' ? '' : `${change}: `;
  const text =
    count === undefined
      ? `${what}${kind === 'outside' ? 'outside' : kind} ${name}`
      : `${name} ${change === 'same' ? 'as before' : change}`;
  return `${open}"${[text, ...among].map(label).join(', ')}"${close}`;
}

function arrow({ change, label: text }: Pick<GraphEdge, 'change' | 'label'>): string {
  const words = [change === 'same' ? '' : change, text].filter((word) => word !== '').join(' ');
  return words === '' ? ARROWS[change] : `${ARROWS[change]}|"${label(words)}"|`;
}

/** A text inside quotes. Every character that could mean something to Mermaid, Markdown or HTML is written by its number. */
function label(text: string): string {
  const characters = Array.from(visible(text));
  const short = characters.length <= LONGEST ? characters : [...characters.slice(0, LONGEST - 1), '…'];
  return short
    .map((char) => (/[\p{L}\p{N} ,.:/()-]/u.test(char) ? char : `#${char.codePointAt(0) ?? 0};`))
    .join('');
}
