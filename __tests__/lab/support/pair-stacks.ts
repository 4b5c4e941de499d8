import { isDeepStrictEqual } from 'node:util';
import type { Pair } from '../../review/corpus';
import { type StackJson, terraformOf } from '../../review/support/synth-of';
import { completed, type LabPlaces, type Own } from './completed';

/** A stack of a pair, with addresses and names that no other one of the corpus has: one plan answers for all of them. */
export interface PairStack {
  readonly pair: Pair;
  readonly stack: string;
  /** A namespace for each environment of a pair. */
  readonly namespace: string;
  /** Address here → address in the pair. */
  readonly addresses: ReadonlyMap<string, string>;
  readonly before: Blocks;
  readonly after: Blocks;
}

/** What Terraform reads of a stack. */
export interface Blocks {
  readonly resource: Resources;
  readonly moved: readonly object[];
  readonly removed: readonly object[];
  readonly import: readonly object[];
}

type Resources = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, any>>>>>>;

/** The stacks of pairs that are there before and after. What is no resource is left out: the lab has settings of its own. */
export function pairStacks(pairs: readonly Pair[], places: LabPlaces): readonly PairStack[] {
  return pairs.flatMap((pair, index) =>
    Object.keys(pair.after).map((stack) => {
      const [environment = ''] = stack.split('-');
      const number = `p${String(index).padStart(2, '0')}`;
      return pairStack(pair, stack, `${number}-${stack}`, `${number}-${environment}`, places);
    }),
  );
}

/** One configuration of them all. */
export function together(stacks: readonly PairStack[], side: 'before' | 'after'): object {
  const resource: Record<string, Record<string, object>> = {};
  for (const { [side]: blocks } of stacks)
    for (const [type, named] of Object.entries(blocks.resource))
      resource[type] = { ...resource[type], ...named };
  const all = (kind: 'moved' | 'removed' | 'import') => stacks.flatMap((stack) => stack[side][kind]);
  const lists = { moved: all('moved'), removed: all('removed'), import: all('import') };
  return { resource, ...Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0)) };
}

function pairStack(
  pair: Pair,
  stack: string,
  prefix: string,
  namespace: string,
  places: LabPlaces,
): PairStack {
  const [before, after] = withoutBystanders(pair.before[stack] ?? {}, pair.after[stack] ?? {});
  const known = [...new Set([...addressesIn(before), ...addressesIn(after)])];
  const renamed = (address: string): string => address.replace('.', `.${prefix}-`);
  const translate = (json: StackJson): Blocks =>
    blocksOf(translated(json, known, renamed), { prefix: `${namespace}-`, namespace, ...places });
  return {
    ...{ pair, stack, namespace },
    addresses: new Map(known.map((address) => [renamed(address), address])),
    before: translate(before),
    after: translate(after),
  };
}

/**
 * The libvirt provider now and then hangs where it reads a cloud-init disk: where it is no part of what changes, something
 * else stands in its place.
 */
function withoutBystanders(before: StackJson, after: StackJson): readonly [StackJson, StackJson] {
  const isBystander = isDeepStrictEqual(before[CLOUD_INIT], after[CLOUD_INIT]);
  return isBystander ? [standingIn(before), standingIn(after)] : [before, after];
}

const CLOUD_INIT = 'libvirt_cloudinit_disk';

function standingIn(json: StackJson): StackJson {
  const { [CLOUD_INIT]: disks = {}, ...rest } = json;
  const names = Object.keys(disks as object);
  const others = JSON.parse(
    JSON.stringify(rest).replaceAll(
      new RegExp(`${CLOUD_INIT}\\.([\\w-]+)`, 'g'),
      'terraform_data.$1-cloud-init',
    ),
  ) as StackJson;
  const stand = Object.fromEntries(names.map((name) => [`${name}-cloud-init`, {}]));
  return names.length === 0
    ? others
    : { ...others, terraform_data: { ...others['terraform_data'], ...stand } };
}

/** Every address that a stack declares or speaks of. */
function addressesIn(json: StackJson): readonly string[] {
  const { resource, moved = [], removed = [] } = terraformOf(json) as any;
  const declared = Object.entries<object>(resource).flatMap(([type, named]) =>
    Object.keys(named).map((name) => `${type}.${name}`),
  );
  return [...declared, ...[...moved, ...removed].flatMap(({ from, to = from }) => [from, to])];
}

/** The same with other addresses, wherever they stand. */
function translated(json: StackJson, known: readonly string[], renamed: (address: string) => string): any {
  const { resource, ...blocks } = terraformOf(json) as any;
  const names = Object.fromEntries(
    Object.entries<object>(resource).map(([type, named]) => [
      type,
      Object.fromEntries(
        Object.entries(named).map(([name, args]) => [
          renamed(`${type}.${name}`).slice(type.length + 1),
          args,
        ]),
      ),
    ]),
  );
  return known.reduce(
    (text, address) => {
      const anywhere = new RegExp(`(?<!\\w)${address.replace('.', '\\.')}(?![\\w-])`, 'g');
      return JSON.parse(JSON.stringify(text).replace(anywhere, renamed(address)));
    },
    { ...blocks, resource: names },
  );
}

function blocksOf({ resource, moved = [], removed = [], import: imported = [] }: any, own: Own): Blocks {
  const complete = ([type, named]: [string, any]) => [
    type,
    Object.fromEntries(Object.entries<any>(named).map(([name, args]) => [name, completed(type, args, own)])),
  ];
  return {
    resource: Object.fromEntries(Object.entries<any>(resource).map(complete)) as Resources,
    ...{ moved, removed },
    import: imported.map((block: any) => ({ ...block, id: block.id.replace(/^.*\//, `${own.namespace}/`) })),
  };
}
