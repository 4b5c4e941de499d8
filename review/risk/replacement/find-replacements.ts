import { at, isOn, items, only, textOf } from '../../../core/json';
import { firstOf } from '../../../core/text';
import { type BlockChange, dotted } from '../../diff';
import { groupBy } from '../../group-by';
import { manifestIn } from '../../judged-block';
import type { Block, Stack, Synth } from '../../synth';
import { forcedBy } from './forced-by';
import { knowledgeOf } from './knowledge';

/** A change, and why it replaces the resource. */
export interface Consequence {
  readonly change: BlockChange;
  /** As predicates: `metadata.name forces it (kubernetes 2.38.0)`. Empty if, as far as is known, it is not replaced. */
  readonly replacedBecause: readonly string[];
}

/**
 * The changes, with the replacements that follow from them. This includes blocks that are themselves unchanged: through
 * `replace_triggered_by`, or through a reference in an argument that forces replacement, they are replaced together with
 * another resource.
 */
export function findReplacements(changes: readonly BlockChange[], after: Synth): readonly Consequence[] {
  const byStack = groupBy(changes, ({ stack }) => stack);
  return [...byStack].flatMap(([name, own]) => inStack(own, after.stacks.get(name)));
}

function inStack(changes: readonly BlockChange[], stack: Stack | undefined): readonly Consequence[] {
  const changed = new Map(changes.map((change) => [change.block.address, change]));
  const reasons = plannedIn(stack) ?? predicted(changes, stack, changed);
  const consequences = changes.map((change) => ({
    change,
    replacedBecause: reasons.get(change.block.address) ?? [],
  }));
  const others = [...reasons].flatMap(([address, replacedBecause]) => {
    const block = stack?.blocks.get(address);
    if (stack === undefined || block === undefined || changed.has(address)) return [];
    return [{ change: unchanged(stack, block), replacedBecause }];
  });
  return [...consequences, ...others];
}

/** Address → why it is replaced, as the plan says; undefined without a plan. */
function plannedIn(stack: Stack | undefined): ReadonlyMap<string, readonly string[]> | undefined {
  if (stack?.planned === undefined) return undefined;
  return new Map([...stack.planned.actions].map(([address, action]) => [address, action.replacedBecause]));
}

/** Address → why it is replaced, as far as is known of the providers. */
function predicted(
  changes: readonly BlockChange[],
  stack: Stack | undefined,
  changed: ReadonlyMap<string, BlockChange>,
): ReadonlyMap<string, readonly string[]> {
  const reasons = new Map<string, readonly string[]>();
  for (const change of changes) {
    const anew = createdAgain(change);
    if (anew !== undefined) reasons.set(change.block.address, [anew]);
    const forcing = forcedBy(change);
    if (forcing.length === 0) continue;
    const { provider = '' } = knowledgeOf(change.block.type) ?? {};
    reasons.set(change.block.address, [`${forcing.join(', ')} forces it (${provider})`]);
  }
  if (stack !== undefined) spread(stack, changed, reasons);
  return reasons;
}

/** What another object has that is otherwise. */
const IDENTITY = [['apiVersion'], ['kind'], ['metadata', 'name'], ['metadata', 'namespace']];

/** Why a `kubectl_manifest` replaces its object instead of changing it. Read in the source of its provider. */
function createdAgain({ action, block, before, after, differences }: BlockChange): string | undefined {
  if (action !== 'update' || block.type !== 'kubectl_manifest' || before === undefined || after === undefined)
    return undefined;
  const [old, head] = [manifestIn(before), manifestIn(after)];
  const other = IDENTITY.filter((path) => textOf(at(old, ...path)) !== textOf(at(head, ...path)));
  if (old !== undefined && head !== undefined && other.length > 0)
    return `${other.map((path) => path.join('.')).join(', ')} forces it (the source of the kubectl provider)`;
  const isForced =
    isOn(after.arguments['force_new']) &&
    differences.some(({ path }) => dotted(path).split('.')[0] === 'yaml_body');
  return isForced ? 'force_new asks for that at each change of it' : undefined;
}

/** Follows references from replaced resources to those that are replaced with them, until there are no more. */
function spread(
  stack: Stack,
  changed: ReadonlyMap<string, BlockChange>,
  reasons: Map<string, readonly string[]>,
): void {
  const followers = [...stack.blocks.values()].filter(
    (block) => block.kind === 'resource' && changed.get(block.address)?.action !== 'create',
  );
  for (let more = true; more;) {
    more = false;
    for (const block of followers) {
      if (reasons.has(block.address)) continue;
      const cause = causeOf(block, changed, reasons);
      if (cause === undefined) continue;
      reasons.set(block.address, [cause]);
      more = true;
    }
  }
}

function causeOf(
  block: Block,
  changed: ReadonlyMap<string, BlockChange>,
  reasons: ReadonlyMap<string, readonly string[]>,
): string | undefined {
  const triggers = items(at(only(block.arguments['lifecycle']), 'replace_triggered_by')).map(textOf);
  const trigger = triggers.find((reference) => {
    const address = addressIn(reference);
    return reasons.has(address) || acts(changed.get(address), reference.slice(address.length + 1));
  });
  if (trigger !== undefined) {
    const address = addressIn(trigger);
    return `replace_triggered_by follows ${address}${differingIn(changed.get(address))}`;
  }
  const referred = referencesOf(block).find(({ address }) => reasons.has(address));
  return referred === undefined
    ? undefined
    : `${referred.argument} refers to ${referred.address}, which is replaced`;
}

/** Past that many, names say no more. */
const MOST_NAMES = 3;

/** What differs in the fingerprint that a machine follows: its arguments say what it starts from. */
function differingIn(change: BlockChange | undefined): string {
  if (change?.block.type !== 'terraform_data' || change.action !== 'update') return '';
  const names = change.differences.map(({ path }) => dotted(path.slice(1))).filter((name) => name !== '');
  return names.length === 0
    ? ''
    : `, whose ${firstOf(names, MOST_NAMES)} ${names.length === 1 ? 'differs' : 'differ'}`;
}

/** A reference to a whole resource triggers on any change of it; one to an argument only on a change of that argument. */
function acts(change: BlockChange | undefined, argument: string): boolean {
  if (change?.action !== 'update') return false;
  // The output of `terraform_data` is its input.
  const name = change.block.type === 'terraform_data' ? argument.replace(/^output\b/, 'input') : argument;
  return change.differences.some(({ path }) => name === '' || `${dotted(path)}.`.startsWith(`${name}.`));
}

/** The references in arguments that force replacement. */
function referencesOf({ type, arguments: args }: Block) {
  return (knowledgeOf(type)?.arguments ?? []).flatMap((argument) => {
    const value = at(args, ...argument.split('.'));
    if (typeof value !== 'string' || !value.includes('${')) return [];
    return [...value.matchAll(/\$\{([^}]+)\}/g)].map(([, inner = '']) => ({
      argument,
      address: addressIn(inner),
    }));
  });
}

function addressIn(reference: string): string {
  return reference.split('.').slice(0, 2).join('.');
}

function unchanged({ name, environment }: Stack, block: Block): BlockChange {
  return {
    stack: name,
    environment,
    action: 'update',
    block,
    before: block,
    after: block,
    differences: [],
    withStack: false,
  };
}
