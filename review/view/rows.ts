import { type Difference, type Inside, renderPath } from '../diff';
import { groupBy } from '../group-by';
import type { Json } from '../synth';
import { ownName } from './aliases';
import { environmentsOf, type Member, type MemberRow } from './member';
import type { InnerRow, InsideView, Row, Variant } from './review';

interface RowContext {
  readonly order: readonly string[];
  /** Whether the rows stand for several resources: then none of them is named in them. */
  readonly several: boolean;
}

/** What differs, argument by argument, told once where the environments change alike. */
export function rowsOf(subject: readonly Member[], context: RowContext): readonly Row[] {
  const all = subject.flatMap((member) => member.rows.map((row) => ({ member, row })));
  return [...groupBy(all, ({ row }) => row.path)].map(([path, alike]) => ({
    path,
    variants: [...groupBy(alike, ({ row }) => row.alike).values()].map((same) =>
      variantOf(
        same.map(({ member }) => member),
        same.map(({ row }) => row),
        context,
      ),
    ),
  }));
}

function variantOf(
  members: readonly Member[],
  rows: readonly MemberRow[],
  { order, several }: RowContext,
): Variant {
  const [first] = rows;
  if (first === undefined) return { environments: [] };
  const spelled = new Set(
    rows.map(({ difference }) => JSON.stringify([difference.before, difference.after])),
  );
  const hide = (value: Json | undefined): Json | undefined => {
    if (value === undefined || (spelled.size === 1 && !several)) return value;
    return hidden(value, members, several);
  };
  return { environments: environmentsOf(members, order), ...sides(first.difference, hide) };
}

/** A value that stands for several: without the names of the environment and of the resource. */
function hidden(value: Json, [member]: readonly Member[], several: boolean): Json {
  if (member === undefined) return value;
  const text = member.alias(JSON.stringify(value));
  const { name } = member.judged.change.block;
  return JSON.parse(several ? ownName(name)(text) : text) as Json;
}

function sides(
  { before, after, inside }: Difference,
  hide: (value: Json | undefined) => Json | undefined,
): Omit<Variant, 'environments'> {
  const [old, young] = [hide(before), hide(after)];
  return {
    ...(old === undefined ? {} : { before: old }),
    ...(young === undefined ? {} : { after: young }),
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
      ...sides(difference, (value) => value),
    })),
  };
}
