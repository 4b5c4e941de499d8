import { isDeepStrictEqual } from 'node:util';
import { isObject, type Json } from '../../../core/json';
import { firstOf } from '../../../core/text';
import { groupBy } from '../../group-by';
import { judgedBlock } from '../../judged-block';
import type { Block, Stack } from '../../synth';
import { kindOf } from '../../workloads';
import { type Named, namedIn, type Naming } from '../naming';
import type { Risk, RiskContext, RiskLevel, RiskRule } from '../risk';
import type { Loss } from '../uses-of-objects';

/** What is named, and is not there: an object, or a key of one. */
export const missing: RiskRule = (context) => {
  const { change, stacks } = context;
  const [, stack] = stacks;
  const asked =
    change.after === undefined || stack === undefined ? [] : unknownKeys(context, change.after, stack);
  return [...asked, ...gone(context)];
};

/** What goes while something that stays still names it: it, or a key of it. */
const gone: RiskRule = (context) => {
  const { change, names, stacks, destination } = context;
  const { before, after, action, withStack } = change;
  const [old, head] = stacks;
  if (before === undefined || head === undefined || withStack || action === 'forget') return [];
  if (kindOf(before) === undefined || destination !== undefined || !mayLose(before, after)) return [];
  const object = names.of(before, old);
  if (object === undefined) return [];
  if (names.declared(object, head.name).length === 0)
    return told(context, names.users(object, head), 'availability', ofWhole);
  const keys = after === undefined ? [] : lostKeys(before, after);
  return keys.flatMap((key) => {
    const users = names.users(object, head);
    const needed = users.filter((use) => use.key === key);
    const whole = users.filter(({ lost }) => lost === 'variable' || lost === 'file');
    return [
      ...told(
        context,
        needed,
        'availability',
        (_lost, who) => `loses ${key}, which ${who} still takes: ${NO_START}`,
      ),
      // What takes all that there is may do without one of it.
      ...told(context, whole, 'rest', (lost, who) => `loses ${key}: ${who} no longer has that ${lost}`),
    ];
  });
};

/** Keys that pods ask for from now on, and that what is declared beside them has not. */
function unknownKeys({ change, names, stacks: [old], inProtected }: RiskContext, after: Block, stack: Stack) {
  const { before, block } = change;
  const asked = keysAskedFor(after, stack);
  if (asked.length === 0) return [];
  const former = new Set((before === undefined ? [] : keysAskedFor(before, old)).map(wordsOf));
  const lacking = asked.filter((use) => {
    const [address, ...others] = former.has(wordsOf(use)) ? [] : names.declared(use, stack.name);
    const owner = address === undefined || others.length > 0 ? undefined : stack.blocks.get(address);
    return owner !== undefined && address !== block.address && lacks(judgedBlock(owner), use.key);
  });
  return [...new Set(lacking.map(wordsOf))].sort().map((words) => ({
    level: 'availability' as const,
    reason: `takes ${words}, which has no such key: ${NO_START}`,
    needsApproval: inProtected,
  }));
}

interface AskedKey extends Named {
  readonly key: string;
}

function keysAskedFor(block: Block, stack: Stack | undefined): readonly AskedKey[] {
  return namedIn(block, stack).flatMap(({ kind, namespace, name, key, lost }) =>
    key !== undefined && lost === 'start' ? [{ kind, namespace, name, key }] : [],
  );
}

function wordsOf({ kind, name, key }: AskedKey): string {
  return `${key} of ${kind} ${name}`;
}

/** Whether it is written out what it holds, and that is something else. */
function lacks({ arguments: args }: Block, key: string): boolean {
  const contents = CONTENTS.map((name) => args[name]).filter((each) => each !== undefined && each !== null);
  return contents.length > 0 && contents.every((each) => isObject(each) && !Object.hasOwn(each, key));
}

/** Whether it goes, is called otherwise, or has fewer keys. Most changes do none of it. */
function mayLose(before: Block, after: Block | undefined): boolean {
  if (after === undefined) return true;
  const isSame = isDeepStrictEqual(before.arguments['metadata'], after.arguments['metadata']);
  return !isSame || lostKeys(before, after).length > 0;
}

/** The keys of a ConfigMap or a Secret that go. */
function lostKeys(before: Block, after: Block): readonly string[] {
  const kind = kindOf(after);
  if (kind !== 'ConfigMap' && kind !== 'Secret') return [];
  const contents = CONTENTS.map((name) => after.arguments[name]);
  // What only Terraform can work out may have any key.
  if (contents.some((content) => content !== undefined && content !== null && !isObject(content))) return [];
  const kept = new Set(contents.flatMap(keysOf));
  return CONTENTS.flatMap((name) => keysOf(before.arguments[name])).filter((key) => !kept.has(key));
}

const CONTENTS = ['data', 'binary_data', 'string_data', 'data_wo', 'binary_data_wo'];

function keysOf(content: Json | undefined): readonly string[] {
  return isObject(content) ? Object.keys(content) : [];
}

/** One sentence for all that lose the same. */
function told(
  { inProtected }: RiskContext,
  users: readonly Naming[],
  level: RiskLevel,
  words: (lost: Loss, who: string) => string,
): readonly Risk[] {
  return [...groupBy(users, ({ lost }) => lost)].map(([lost, alike]) => ({
    level,
    reason: words(lost, firstOf([...new Set(alike.map(({ address }) => address))], MOST)),
    needsApproval: inProtected && level !== 'rest',
  }));
}

/** Further ones are only counted. */
const MOST = 3;

const NO_START = 'pods do not start without it';

/** What happens to those who name it, once it goes. */
const CONSEQUENCES: Readonly<Record<Loss, string>> = {
  start: NO_START,
  variable: NO_START,
  file: NO_START,
  pull: 'pods may not pull their images without it',
  claims: 'new claims wait for ever without it',
  visitors: 'visitors get errors without it',
  certificate: 'TLS has no certificate of its own without it',
  scaling: 'nothing is scaled without it',
  names: 'pods have no names in DNS without it',
};

function ofWhole(lost: Loss, who: string): string {
  return `goes while ${who} still names it: ${CONSEQUENCES[lost]}`;
}
