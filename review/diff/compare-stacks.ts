import { by } from '../../core/text';
import type { Block, Stack, Synth } from '../synth';
import type { BlockChange, ChangeKind } from './block-change';
import { compareBlocks } from './compare-blocks';
import { plainAddress } from './plain-address';
import { findRenames } from './renames';

/** Every block that differs between two synths, by stack and address. */
export function compareSynths(before: Synth, after: Synth): readonly BlockChange[] {
  const names = [...new Set([...before.stacks.keys(), ...after.stacks.keys()])].sort();
  return names.flatMap((name) => compareStacks(before.stacks.get(name), after.stacks.get(name)));
}

/** What changed in a stack; either side is undefined where there is no such stack. */
function compareStacks(before: Stack | undefined, after: Stack | undefined): readonly BlockChange[] {
  const stack = after ?? before;
  if (stack === undefined) return [];
  const old = before?.blocks ?? new Map<string, Block>();
  const head = after?.blocks ?? new Map<string, Block>();
  const { formerOf, moved } = movesOf(after, old, head);
  const changeOf = (
    action: ChangeKind,
    was: Block | undefined,
    is: Block | undefined,
  ): readonly BlockChange[] => {
    const block = is ?? was;
    if (block === undefined) return [];
    const differences = was === undefined || is === undefined ? [] : compareBlocks(was, is);
    const isPlanned = after?.planned?.actions.has(block.address) === true;
    if (action === 'update' && differences.length === 0 && !isPlanned) return [];
    const { name, environment } = stack;
    const withStack = before === undefined || after === undefined;
    return [{ stack: name, environment, action, block, before: was, after: is, differences, withStack }];
  };

  const gone = [...old.values()].filter(({ address }) => !head.has(address) && !moved.has(address));
  const come = [...head.values()].filter(({ address }) => !old.has(address) && !formerOf.has(address));
  const forgotten = new Set((after?.removed ?? []).filter(({ destroy }) => !destroy).map(({ from }) => from));
  // What is let go on purpose did not get another name.
  const renames = findRenames(
    gone.filter(({ address }) => !forgotten.has(address)),
    come,
  );
  const renamed = new Set(renames.flatMap(({ from, to }) => [from, to]));

  return [
    ...[...head.values()].flatMap((is) => {
      const former = formerOf.get(is.address);
      if (former !== undefined) return changeOf('move', old.get(former), is);
      const was = old.get(is.address);
      return was === undefined ? [] : changeOf('update', was, is);
    }),
    ...renames.flatMap(({ from, to }) => changeOf('rename', from, to)),
    ...gone
      .filter((block) => !renamed.has(block))
      .flatMap((was) => changeOf(forgotten.has(was.address) ? 'forget' : 'delete', was, undefined)),
    ...come.filter((block) => !renamed.has(block)).flatMap((is) => changeOf('create', undefined, is)),
  ].sort(by(({ block }) => block.address));
}

interface Moves {
  /** New address → previous address. Several may become instances of one: then it is compared with the last of them. */
  readonly formerOf: ReadonlyMap<string, string>;
  /** All that is moved. */
  readonly moved: ReadonlySet<string>;
}

/** What `moved` blocks move, as a whole or by an instance. */
function movesOf(
  after: Stack | undefined,
  old: ReadonlyMap<string, Block>,
  head: ReadonlyMap<string, Block>,
): Moves {
  const next = new Map((after?.moved ?? []).map(({ from, to }) => [plainAddress(from), plainAddress(to)]));
  const formerOf = new Map<string, string>();
  const moved = new Set<string>();
  for (const from of next.keys()) {
    if (!old.has(from) || head.has(from)) continue;
    const to = endOf(next, from);
    if (!head.has(to) || old.has(to)) continue;
    formerOf.set(to, from);
    moved.add(from);
  }
  return { formerOf, moved };
}

function endOf(next: ReadonlyMap<string, string>, from: string): string {
  const seen = new Set<string>();
  let address = from;
  for (let to = next.get(address); to !== undefined && !seen.has(to); to = next.get(address)) {
    seen.add(to);
    address = to;
  }
  return address;
}
