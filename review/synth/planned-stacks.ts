import { at, entryOf, isObject, items, type Json, type JsonObject, textOf } from '../../core/json';
import type { Block, Move, Removal, Stack } from '../../core/synth';
import { type PlannedChange, readableSides } from './planned-values';

/** What a plan changes, as the stack before and the stack after it. */
export interface PlannedStacks {
  readonly before: Stack;
  readonly after: Stack;
}

/** One instance of a resource, or an output, in a plan. */
interface Planned {
  readonly before: Block | undefined;
  readonly after: Block | undefined;
  readonly moved: readonly Move[];
  readonly removed: readonly Removal[];
  readonly imported: readonly string[];
  /** Why it is replaced; empty where it is not. */
  readonly replacedBecause: readonly string[];
}

/** Both sides of a plan in JSON. Pure. */
export function plannedStacks(name: string, plan: JsonObject): PlannedStacks {
  const expressions = expressionsIn(at(plan, 'configuration', 'root_module'));
  const outputs = at(plan, 'output_changes');
  const planned = [
    ...items(plan['resource_changes']).flatMap((change) => resourceIn(change, expressions)),
    ...Object.entries(isObject(outputs) ? outputs : {}).map(([output, change]) => outputIn(output, change)),
  ];
  const stackOf = (side: 'before' | 'after'): Stack => {
    const blocks = planned.flatMap(({ [side]: block }) => (block === undefined ? [] : [block]));
    const isAfter = side === 'after';
    return {
      name,
      environment: null,
      blocks: new Map(blocks.map((block) => [block.address, block])),
      moved: isAfter ? planned.flatMap(({ moved }) => moved) : [],
      removed: isAfter ? planned.flatMap(({ removed }) => removed) : [],
      imported: isAfter ? planned.flatMap(({ imported }) => imported) : [],
      notSecrets: [],
      planned: new Map(
        planned.flatMap(({ after, replacedBecause }) =>
          after === undefined || replacedBecause.length === 0
            ? []
            : [[after.address, replacedBecause] as const],
        ),
      ),
    };
  };
  return { before: stackOf('before'), after: stackOf('after') };
}

function resourceIn(json: Json, expressions: ReadonlyMap<string, Json>): readonly Planned[] {
  // A data source is read again in every plan.
  if (textOf(at(json, 'mode')) === 'data') return [];
  const [type, name] = ['type', 'name'].map((key) => textOf(at(json, key))) as [string, string];
  const deposed = at(json, 'deposed');
  const address = `${textOf(at(json, 'address'))}${typeof deposed === 'string' ? ` (deposed object ${deposed})` : ''}`;
  const former = textOf(at(json, 'previous_address')) || address;
  const change = at(json, 'change');
  const actions = items(at(change, 'actions')).map(textOf);
  const sides = readableSides(changeOf(change, expressions.get(address.replace(INSTANCE_KEYS, ''))));
  const block = (side: Json, at: string): Block | undefined =>
    isObject(side)
      ? {
          kind: 'resource',
          address: at,
          type,
          name,
          arguments: side,
          construct: null,
          file: null,
          protected: false,
        }
      : undefined;
  const isForgotten = actions.includes('forget');
  return [
    {
      before: block(sides.before, former),
      after: block(sides.after, address),
      moved: former === address ? [] : [{ from: former, to: address }],
      removed: isForgotten ? [{ from: address, destroy: false }] : [],
      imported: at(change, 'importing') === undefined ? [] : [address],
      replacedBecause: actions.includes('delete') && actions.includes('create') ? reasonsOf(json) : [],
    },
  ];
}

/** `module.a["x"].aws_instance.b[0]` → `module.a.aws_instance.b`. */
const INSTANCE_KEYS = /\[(?:\d+|"(?:[^"\\]|\\.)*")\]/g;

function outputIn(name: string, change: Json): Planned {
  const { before, after } = readableSides(changeOf(change, {}));
  const block = (value: Json): Block | undefined =>
    value === null
      ? undefined
      : {
          ...{ kind: 'output', address: `output.${name}`, type: 'output', name },
          ...{ arguments: { value }, construct: null, file: null, protected: false },
        };
  const [old, head] = [block(before), block(after)];
  return { before: old, after: head, moved: [], removed: [], imported: [], replacedBecause: [] };
}

function changeOf(change: Json | undefined, expressions: Json | undefined): PlannedChange {
  const part = (key: string): Json => at(change, key) ?? null;
  return {
    before: part('before'),
    after: part('after'),
    beforeSensitive: part('before_sensitive'),
    afterSensitive: part('after_sensitive'),
    afterUnknown: part('after_unknown'),
    expressions,
  };
}

const REASONS: Readonly<Record<string, string>> = {
  replace_because_tainted: 'it is tainted',
  replace_by_request: '-replace asks for it',
  replace_by_triggers: 'replace_triggered_by follows something that changes',
};

/** Why Terraform replaces it, as predicates. */
function reasonsOf(json: Json): readonly string[] {
  const paths = items(at(json, 'change', 'replace_paths')).map((path) =>
    items(path)
      .filter((step) => typeof step === 'string')
      .join('.'),
  );
  const reason = entryOf(REASONS, textOf(at(json, 'action_reason')));
  if (paths.length === 0) return [reason ?? 'the plan says so'];
  return [`${[...new Set(paths)].sort().join(', ')} forces it, the plan says`];
}

/** Address without instance keys → the expressions of the resource. */
function expressionsIn(module: Json | undefined, prefix = ''): ReadonlyMap<string, Json> {
  const calls = at(module, 'module_calls');
  return new Map([
    ...items(at(module, 'resources')).map(
      (resource) =>
        [`${prefix}${textOf(at(resource, 'address'))}`, at(resource, 'expressions') ?? {}] as const,
    ),
    ...Object.entries(isObject(calls) ? calls : {}).flatMap(([name, call]) => [
      ...expressionsIn(at(call, 'module'), `${prefix}module.${name}.`),
    ]),
  ]);
}
