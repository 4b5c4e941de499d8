import { type Json, textOf, within } from '../../core/json';
import type { Kind } from '../../core/kubernetes';
import { judgedBlock } from '../judged-block';
import type { Block, Stack, Synth } from '../synth';
import { kindOf } from '../workloads';
import { selectorsAmong } from './selecting';
import { type Use, usesOf } from './uses-of-objects';

/** An object of Kubernetes, by what others name it. */
export interface Named {
  readonly kind: Kind;
  readonly namespace: string;
  readonly name: string;
}

/** That a block names an object which its own stack does not declare. */
export interface Naming extends Use {
  readonly address: string;
  /** As rules judge it. */
  readonly block: Block;
}

type Selecting = Extract<Kind, 'Service' | 'NetworkPolicy' | 'PodDisruptionBudget'>;

/** Who names the objects of a stack, after the change. */
export interface Names {
  /** What a block of a stack declares, as others name it; undefined where only Terraform knows. */
  readonly of: (block: Block, stack: Stack | undefined) => Named | undefined;
  /** The addresses of what declares it in a stack. */
  readonly declared: (object: Named, stack: string) => readonly string[];
  /** What selects pods of these labels in an environment, as rules judge it; the stacks that none owns are one. */
  readonly selecting: (
    kind: Selecting,
    environment: string | null,
    labels: Json | undefined,
  ) => readonly Block[];
  /** What names it, in its stack and in others of its environment that do not declare one of their own. */
  readonly users: (object: Named, stack: Stack) => readonly Naming[];
}

/** Found when they are first asked for: most changes take nothing away. */
export function namesIn(synth: Synth): Names {
  let found: ReturnType<typeof findNames> | undefined;
  const all = () => (found ??= findNames(synth));
  const declared = (object: Named, stack: string): readonly string[] =>
    all().declared.get(keyOf(object, stack)) ?? [];
  const selectors = new Map<string, ReturnType<typeof selectorsAmong>>();
  return {
    of: namedBy,
    declared,
    selecting: (kind, environment, labels) => {
      const key = JSON.stringify([environment, kind]);
      const find = selectors.get(key) ?? selectorsAmong(all().kinds.get(key) ?? []);
      selectors.set(key, find);
      return find(labels);
    },
    users: (object, { name: own, environment }) =>
      [...synth.stacks.values()]
        .filter((other) => other.environment === environment)
        .filter(({ name }) => name === own || declared(object, name).length === 0)
        .flatMap(({ name }) => all().uses.get(keyOf(object, name)) ?? []),
  };
}

function findNames({ stacks }: Synth) {
  const declared = new Map<string, string[]>();
  const uses = new Map<string, Naming[]>();
  const kinds = new Map<string, Block[]>();
  for (const stack of stacks.values())
    for (const block of stack.blocks.values()) {
      if (block.kind !== 'resource') continue;
      const judged = judgedBlock(block);
      const own = namedBy(judged, stack);
      if (own !== undefined) added(declared, keyOf(own, stack.name), block.address);
      const kind = kindOf(judged);
      if (kind !== undefined) added(kinds, JSON.stringify([stack.environment, kind]), judged);
      for (const use of namedIn(judged, stack))
        added(uses, keyOf(use, stack.name), { ...use, address: block.address, block: judged });
    }
  return { declared, uses, kinds };
}

/** What a block names. */
export function namedIn(block: Block, stack: Stack | undefined): readonly (Use & Named)[] {
  const namespace = namespaceOf(block, stack);
  return usesOf(block).map((use) => ({ ...use, namespace, name: resolved(use.name, stack) }));
}

function added<T>(map: Map<string, T[]>, key: string, value: T): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}

const OF_CLUSTER: ReadonlySet<Kind> = new Set<Kind>(['IngressClass', 'PriorityClass', 'StorageClass']);

function keyOf({ kind, namespace, name }: Named, stack: string): string {
  return JSON.stringify([stack, kind, OF_CLUSTER.has(kind) ? '' : namespace, name]);
}

function namedBy(block: Block, stack: Stack | undefined): Named | undefined {
  const kind = kindOf(block);
  const name = resolved(textOf(within(block.arguments, ['metadata', 'name'])), stack);
  if (kind === undefined || name === '' || name.includes('${')) return undefined;
  return { kind, namespace: namespaceOf(block, stack), name };
}

function namespaceOf(block: Block, stack: Stack | undefined): string {
  return resolved(textOf(within(block.arguments, ['metadata', 'namespace'])), stack) || 'default';
}

const NAME_OF = /^\$\{([a-z]\w*\.[A-Za-z_][\w-]*)\.metadata(?:\[0\]|\.0)\.name\}$/;

/** The name that an expression means, where it is that of another block. */
function resolved(name: string, stack: Stack | undefined): string {
  const [, address] = NAME_OF.exec(name) ?? [];
  const block = address === undefined ? undefined : stack?.blocks.get(address);
  return textOf(within(block?.arguments, ['metadata', 'name'])) || name;
}
