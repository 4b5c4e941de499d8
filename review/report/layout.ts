import { at, items, type Json, textOf } from '../../core/json';
import type { Box, Frame, Graph, Link } from './graph';

/** A layout engine: from a graph in Graphviz' language to its `json0`. */
export type LayoutEngine = (dot: string) => string;

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Area extends Point {
  readonly width: number;
  readonly height: number;
}

/** A graph with the place of everything, from the upper left corner on. */
export interface LaidOut {
  readonly width: number;
  readonly height: number;
  readonly frames: readonly { readonly frame: Frame; readonly area: Area; readonly depth: number }[];
  readonly boxes: readonly { readonly box: Box; readonly area: Area }[];
  readonly lines: readonly { readonly link: Link; readonly points: readonly Point[]; readonly end: Point }[];
}

const POINTS_PER_INCH = 72;
const POINTS_PER_CHARACTER = 7.5;
const HEIGHT = 40;
const NARROWEST = 92;
/** A longer title is cut. */
const LONGEST_TITLE = 30;

/** Lays a graph out. The engine sees numbers alone: no name can break its language. */
export function layOut(graph: Graph, engine: LayoutEngine): LaidOut {
  const frames: { frame: Frame; depth: number }[] = [];
  const boxes: Box[] = [];
  const statements = [
    ...graph.frames.map((frame) => frameStatement(frame, 0, frames, boxes)),
    ...graph.boxes.map((box) => boxStatement(box, boxes)),
  ];
  const numbers = new Map(boxes.map((box, index) => [box, index]));
  const edge = (from: Box, to: Box, rest: string): string =>
    `n${numbers.get(from) ?? -1}->n${numbers.get(to) ?? -1}${rest};`;
  const dot = [
    'digraph{graph[rankdir=LR,compound=true,nodesep=0.18,ranksep=0.7,pad=0.1,fontsize=12,labeljust=l,margin=12]',
    'node[shape=box,fixedsize=true,label=""]edge[arrowsize=0.7]',
    ...statements,
    ...graph.links.map(({ from, to, between = [] }, index) => {
      const [tail = -1, head = -1] = between.map((frame) => frames.findIndex((each) => each.frame === frame));
      const ends = between.length === 0 ? '' : `,ltail=cluster_${tail},lhead=cluster_${head},minlen=2`;
      return edge(from, to, `[id=${index}${ends}]`);
    }),
    ...graph.order.map(([from, to]) => edge(from, to, '[style=invis]')),
    '}',
  ].join('\n');
  return read(JSON.parse(engine(dot)) as Json, { frames, boxes, links: graph.links });
}

function frameStatement(
  frame: Frame,
  depth: number,
  frames: { frame: Frame; depth: number }[],
  boxes: Box[],
): string {
  const number = frames.push({ frame, depth }) - 1;
  // The label only keeps room for ours.
  const width = (Math.min(frame.title.length, 70) * POINTS_PER_CHARACTER) / POINTS_PER_INCH;
  const inner = [
    // In a frame, Graphviz begins at the bottom.
    ...[...frame.boxes].reverse().map((box) => boxStatement(box, boxes)),
    ...[...frame.frames].reverse().map((each) => frameStatement(each, depth + 1, frames, boxes)),
  ];
  const label = `<<TABLE BORDER="0" FIXEDSIZE="TRUE" WIDTH="${Math.round(width * POINTS_PER_INCH)}" HEIGHT="18"><TR><TD></TD></TR></TABLE>>`;
  return `subgraph cluster_${number}{label=${label};${inner.join('')}}`;
}

function boxStatement(box: Box, boxes: Box[]): string {
  const number = boxes.push(box) - 1;
  const margin = box.kind === 'outside' ? 36 : 22;
  const longest = Math.max(pointsOf(cut(box.title)), pointsOf(cut(box.subtitle)) * 0.92);
  const width = Math.max(NARROWEST, longest + margin);
  return `n${number}[width=${(width / POINTS_PER_INCH).toFixed(2)},height=${(HEIGHT / POINTS_PER_INCH).toFixed(2)}];`;
}

/** Characters that are half as wide again as others: `m`, and those of scripts whose characters fill a square. */
const WIDE = /[mwMW@%\u2e80-\u9fff\uac00-\ud7af\u{1f000}-\u{1faff}]/u;

/** How wide a text is, near enough: the browser's font is not known here. */
function pointsOf(text: string): number {
  return Array.from(text).reduce((sum, each) => sum + POINTS_PER_CHARACTER * (WIDE.test(each) ? 1.55 : 1), 0);
}

/** A title as a box has room for. */
export function cut(text: string): string {
  const characters = Array.from(text);
  return characters.length <= LONGEST_TITLE ? text : `${characters.slice(0, LONGEST_TITLE - 1).join('')}…`;
}

interface Numbered {
  readonly frames: readonly { frame: Frame; depth: number }[];
  readonly boxes: readonly Box[];
  readonly links: readonly Link[];
}

function read(json: Json, { frames, boxes, links }: Numbered): LaidOut {
  const [, , width = 0, height = 0] = numbersIn(at(json, 'bb'));
  const turned = (x: number, y: number): Point => ({ x: Math.round(x), y: Math.round(height - y) });
  const objects = new Map(items(at(json, 'objects')).map((each) => [textOf(at(each, 'name')), each]));
  const lines = items(at(json, 'edges')).flatMap((each) => {
    const link = links[Number(textOf(at(each, 'id')) || NaN)];
    const spline = textOf(at(each, 'pos'));
    const [end, ...points] = spline
      .replace(/^e,/, '')
      .split(' ')
      .map((pair) => turned(...pairOf(pair)));
    return link === undefined || end === undefined ? [] : [{ link, points, end }];
  });
  return {
    width: Math.ceil(width),
    height: Math.ceil(height),
    frames: frames.flatMap(({ frame, depth }, number) => {
      const [left, bottom, right, top] = numbersIn(at(objects.get(`cluster_${number}`), 'bb'));
      if (left === undefined || bottom === undefined || right === undefined || top === undefined) return [];
      const area = {
        ...turned(left, top),
        width: Math.round(right - left),
        height: Math.round(top - bottom),
      };
      return [{ frame, depth, area }];
    }),
    boxes: boxes.map((box, number) => {
      const object = objects.get(`n${number}`);
      const [wide, high] = [at(object, 'width'), at(object, 'height')].map((inches) =>
        Math.round(Number(inches) * POINTS_PER_INCH),
      ) as [number, number];
      const middle = turned(...pairOf(textOf(at(object, 'pos'))));
      return {
        box,
        area: {
          x: Math.round(middle.x - wide / 2),
          y: Math.round(middle.y - high / 2),
          width: wide,
          height: high,
        },
      };
    }),
    lines,
  };
}

function pairOf(pair: string): [number, number] {
  const [x = 0, y = 0] = pair.split(',').map(Number);
  return [x, y];
}

function numbersIn(value: Json | undefined): readonly number[] {
  return textOf(value).split(',').map(Number);
}
