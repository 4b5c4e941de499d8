import { at, isOn, items, type JsonObject, only, textOf, within } from '../../../core/json';
import { parseQuantity } from '../../../core/kubernetes';
import { type BlockChange, type Difference, dotted, isIdentity } from '../../diff';
import { keptIn } from './kept';
import { knowledgeOf } from './knowledge';
import type { ReplacementKnowledge } from './table';

/** The changed arguments that make the provider replace the resource. */
export function forcedBy({ before, after, differences }: BlockChange): readonly string[] {
  if (before === undefined || after === undefined) return [];
  const knowledge = knowledgeOf(after.type);
  if (knowledge === undefined) return [];
  const ignored = ignoresChangesTo(after.arguments);
  const locked = isOn(before.arguments['immutable']) ? (knowledge.ifImmutable ?? []) : [];
  const known = { ...knowledge, arguments: [...knowledge.arguments, ...locked] };
  const kept = keptIn(after, differences);
  const forcing = differences
    .filter((difference) => !ignored(dotted(difference.path)) && !kept.includes(difference))
    .flatMap((difference) => forcingArguments(known, difference));
  const counted = (knowledge.counts ?? []).filter(
    (block) => !ignored(block) && blocksOf(before.arguments, block) !== blocksOf(after.arguments, block),
  );
  return [...new Set([...forcing, ...counted])].sort();
}

/** Whether `ignore_changes` tells Terraform to ignore a change to an argument. */
export function ignoresChangesTo(args: JsonObject): (argument: string) => boolean {
  const told = items(at(only(args['lifecycle']), 'ignore_changes'))
    // Terraform and cdktf address a single block as the first of a list: `spec[0].replicas`.
    .map((name) => textOf(name).replaceAll('[0]', ''));
  return (argument) => told.some((name) => name === 'all' || name === argument || isWithin(argument, name));
}

function forcingArguments(knowledge: ReplacementKnowledge, difference: Difference): readonly string[] {
  const argument = dotted(difference.path);
  if (argument === '') return [];
  const forcing = knowledge.arguments.filter((known) => touches(known, argument, difference));
  const shrunk = (knowledge.shrinking ?? []).filter((known) => known === argument && shrinks(difference));
  return [...forcing, ...shrunk];
}

/** Whether a difference changes an argument: it lies within it, or adds or removes a block that contains it. */
function touches(known: string, argument: string, { path, before, after }: Difference): boolean {
  // An added or removed list item is covered by the count rule.
  if (isIdentity(path.at(-1)) && known !== argument) return false;
  if (known === argument || isWithin(argument, known)) return true;
  if (!isWithin(known, argument)) return false;
  const inner = known.slice(argument.length + 1).split('.');
  return JSON.stringify(within(before, inner)) !== JSON.stringify(within(after, inner));
}

/** Whether an argument is part of a block: `spec.replicas` of `spec`. */
function isWithin(argument: string, block: string): boolean {
  return argument[block.length] === '.' && argument.startsWith(block);
}

function shrinks({ before, after }: Difference): boolean {
  const [old, head] = [parseQuantity(textOf(before)), parseQuantity(textOf(after))];
  return old !== undefined && head !== undefined && head < old;
}

function blocksOf(args: JsonObject, block: string): number {
  return items(within(args, block.split('.'))).length;
}
