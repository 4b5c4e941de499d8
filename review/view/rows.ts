import { mapTexts } from '../../core/json';
import { type Difference, type Inside, renderPath } from '../diff';
import { groupBy } from '../group-by';
import { hashless } from './aliases';
import { environmentsOf, type Member, type MemberRow } from './member';
import type { InnerRow, InsideView, Row, Variant } from './review';

interface RowContext {
  readonly order: readonly string[];
  /** Whether the rows stand for several resources: then they name none of them. */
  readonly several: boolean;
  /** Whether several resources differ in this argument: then its hashes are those of one of them. */
  readonly isOwn: (path: string) => boolean;
}

/** The differences, argument by argument, merged where the environments change alike. */
export function rowsOf(subject: readonly Member[], context: RowContext): readonly Row[] {
  const all = subject.flatMap((member) => member.rows.map((row) => ({ member, row })));
  const [first] = subject;
  const rows = [...groupBy(all, ({ row }) => row.path)].map(([path, alike]): Row => ({
    path: context.several && first !== undefined ? first.ownless(path) : path,
    variants: [...groupBy(alike, ({ row }) => row.alike).values()].map((same) =>
      variantOf(
        same.map(({ member }) => member),
        same.map(({ row }) => row),
        context,
      ),
    ),
  }));
  return context.several ? withoutUntold(rows) : rows;
}

/** Several resources, each with hashes of its own: what differs in them alone says nothing, beside what says something. */
function withoutUntold(rows: readonly Row[]): readonly Row[] {
  const told = rows.flatMap((row) => {
    const variants = row.variants.filter((variant) => !isUntold(variant)).map(withoutUntoldInside);
    return variants.length === 0 ? [] : [{ ...row, variants }];
  });
  return told.length === 0 ? rows : told;
}

function isUntold({ before, after, inside }: Omit<Variant, 'environments'>): boolean {
  if (inside?.kind === 'structured') return inside.rows.every(isUntold);
  return inside === undefined && before !== undefined && JSON.stringify(before) === JSON.stringify(after);
}

function withoutUntoldInside(variant: Variant): Variant {
  const { inside } = variant;
  if (inside?.kind !== 'structured') return variant;
  return { ...variant, inside: { ...inside, rows: inside.rows.filter((row) => !isUntold(row)) } };
}

function variantOf(
  members: readonly Member[],
  rows: readonly MemberRow[],
  { order, several, isOwn }: RowContext,
): Variant {
  const [first] = rows;
  if (first === undefined) return { environments: [] };
  const environments = environmentsOf(members, order);
  const told = sides(first.difference);
  const [member] = members;
  if (member === undefined || (!several && rows.every((row) => isSpeltAlike(row, first))))
    return { environments, ...told };
  const shared = environments.length > 1 ? member : { ...member, alias: (text: string) => text };
  return { environments, ...withTexts(told, hiding(shared, several, isOwn(first.path))) };
}

function isSpeltAlike({ difference: one }: MemberRow, { difference: other }: MemberRow): boolean {
  const isSame = one.before === other.before && one.after === other.after && one.inside === other.inside;
  return isSame || JSON.stringify(sides(one)) === JSON.stringify(sides(other));
}

/** Writes a text that stands for several resources, without the environment's and the resource's name. */
function hiding(
  { alias, ownless, judged }: Member,
  several: boolean,
  isOwn: boolean,
): (text: string) => string {
  const plain = hashless(!several || isOwn ? judged.change.block.type : '');
  return (text) => plain(several ? ownless(alias(text)) : alias(text));
}

function sides({ before, after, inside }: Difference): Omit<Variant, 'environments'> {
  return {
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
    ...(inside === undefined ? {} : { inside: insideOf(inside) }),
  };
}

function insideOf(inside: Inside): InsideView {
  if (inside.kind === 'lines') return inside;
  return {
    kind: 'structured',
    language: inside.language,
    rows: inside.differences.map((difference): InnerRow => ({
      path: renderPath(difference.path),
      ...sides(difference),
    })),
  };
}

/** A variant, with its texts rewritten. */
function withTexts<T extends Omit<Variant, 'environments'>>(told: T, write: (text: string) => string): T {
  const { before, after, inside } = told;
  return {
    ...told,
    ...(before === undefined ? {} : { before: mapTexts(before, write) }),
    ...(after === undefined ? {} : { after: mapTexts(after, write) }),
    ...(inside === undefined ? {} : { inside: insideWithTexts(inside, write) }),
  };
}

function insideWithTexts(inside: InsideView, write: (text: string) => string): InsideView {
  if (inside.kind === 'lines')
    return { ...inside, lines: inside.lines.map((line) => ({ ...line, text: write(line.text) })) };
  return { ...inside, rows: inside.rows.map((row) => ({ ...withTexts(row, write), path: write(row.path) })) };
}
