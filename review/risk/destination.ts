import { canonical, isObject, type Json, type JsonObject, textOf } from '../../core/json';
import type { BlockChange } from '../diff';
import type { Block, Stack, Synth } from '../synth';

/** The stack in which a resource reappears after it has disappeared from its own. */
export interface Destination {
  readonly stack: string;
  readonly address: string;
  /** Whether both stacks use the same host or cluster: only then can one import what the other has created. */
  readonly sameProvider: boolean;
  /** Whether an `import` block there imports it. */
  readonly imported: boolean;
}

/** What is known about a resource's move from one stack to another. */
export function destinationOf(from: BlockChange, to: BlockChange, before: Synth, after: Synth): Destination {
  const [old, head] = [before.stacks.get(from.stack), after.stacks.get(to.stack)];
  const { address } = to.block;
  return {
    stack: to.stack,
    address,
    sameProvider: providerSettings(old, from.block) === providerSettings(head, to.block),
    imported: head?.imported.includes(address) === true,
  };
}

/** The providers that a module gets, whose configurations differ between the sides. */
export function otherProvidersOf(
  { before: old, after: head, stack }: BlockChange,
  before: Synth,
  after: Synth,
): readonly string[] {
  if (old === undefined || head === undefined) return [];
  const sides = [
    [old, before.stacks.get(stack)],
    [head, after.stacks.get(stack)],
  ] as const;
  const names = sides.flatMap(([{ arguments: args }]) => Object.keys(objectIn(args['providers'])));
  return [...new Set(names)].filter((name) => {
    // Without a word about it, a module gets the default.
    const [was, is] = sides.map(([{ arguments: args }, where]) =>
      printed(where?.blocks.get(`provider.${textOf(objectIn(args['providers'])[name]) || name}`)),
    );
    return was !== is;
  });
}

/** Whether a resource is managed by an equally configured provider on both sides, whatever that is called. */
export function hasSameProvider(
  { before: old, after: head, stack }: BlockChange,
  before: Synth,
  after: Synth,
): boolean {
  const sides = [
    [old, before.stacks.get(stack)],
    [head, after.stacks.get(stack)],
  ] as const;
  const [one, other] = sides.map(([block, where]) =>
    block === undefined || providerOf(where, block) === undefined
      ? undefined
      : providerSettings(where, block),
  );
  return one !== undefined && one === other;
}

/** The configuration of a resource's provider. Equal configurations use the same host or cluster. */
function providerSettings(stack: Stack | undefined, block: Block): string {
  return printed(providerOf(stack, block));
}

function objectIn(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

function printed(provider: Block | undefined): string {
  const { alias: _alias, ...settings } = provider?.arguments ?? {};
  return canonical(settings);
}

function providerOf(stack: Stack | undefined, { type, arguments: args }: Block): Block | undefined {
  const named = args['provider'];
  const [ownName = ''] = type.split('_');
  return stack?.blocks.get(`provider.${typeof named === 'string' ? named : ownName}`);
}
