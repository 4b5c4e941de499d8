import { isDeepStrictEqual } from 'node:util';
import { at, entryOf, isObject, items, type Json, type JsonObject, textOf } from '../../core/json';
import type { Block, Move, PlannedAction, Removal, Stack } from '../../core/synth';
import { type ChangeInPlan, changesInPlan } from './changes-in-plan';
import { effectOf } from './planned-actions';
import { notesOfPlan } from './notes-of-plan';
import { GIVEN, type PlannedChange, readableSides } from './planned-values';

/** What a plan changes, as the stack before and the stack after it. */
export interface PlannedStacks {
  readonly before: Stack;
  readonly after: Stack;
}

/** One instance of a resource, or an output, in a plan. */
interface Planned {
  readonly address: string;
  readonly before: Block | undefined;
  readonly after: Block | undefined;
  readonly moved: readonly Move[];
  readonly removed: readonly Removal[];
  /** Undefined where it stays as it is. */
  readonly action: PlannedAction | undefined;
}

/** Both sides of a plan in JSON. Pure. */
export function plannedStacks(name: string, plan: JsonObject): PlannedStacks {
  const expressions = expressionsIn(at(plan, 'configuration', 'root_module'));
  const planned = changesInPlan(plan)
    .filter((change) => !isRead(change))
    .map((change) => plannedBy(change, expressions));
  const actions = new Map(
    planned.flatMap(({ address, action }) => (action === undefined ? [] : [[address, action] as const])),
  );
  const stackOf = (side: 'before' | 'after'): Stack => {
    const blocks = planned.flatMap(({ [side]: block }) => (block === undefined ? [] : [block]));
    const isAfter = side === 'after';
    const moved = planned.flatMap((each) => each.moved);
    return {
      name,
      environment: null,
      blocks: new Map(blocks.map((block) => [block.address, block])),
      moved: isAfter ? moved : [],
      removed: isAfter ? planned.flatMap(({ removed }) => removed) : [],
      imported: isAfter ? [...actions].flatMap(([to, { isImported }]) => (isImported ? [to] : [])) : [],
      notSecrets: [],
      planned: { actions, notes: notesOfPlan(name, plan, actions.size + moved.length > 0) },
    };
  };
  return { before: stackOf('before'), after: stackOf('after') };
}

/** A data source is read again in every plan. */
function isRead({ json, change }: ChangeInPlan): boolean {
  return textOf(at(json, 'mode')) === 'data' && effectOf(change).isIdle === true;
}

function plannedBy(
  { kind, address, json, change }: ChangeInPlan,
  expressions: ReadonlyMap<string, Json>,
): Planned {
  const { hasBefore, hasAfter, isReplaced = false, isForgotten = false, isIdle = false } = effectOf(change);
  const [type, name] = [kind === 'output' ? kind : textOf(at(json, 'type')), textOf(at(json, 'name'))];
  const former = textOf(at(json, 'previous_address')) || address;
  const isImported = isObject(at(change, 'importing'));
  const block = (side: Json, at: string): Block => ({
    ...{ kind, address: at, type, name, construct: null, file: null, protected: false },
    arguments: kind === 'output' ? { value: side } : isObject(side) ? side : {},
  });
  const given = expressions.get(plainAddress(json)) ?? GIVEN;
  const { before, after } = isIdle || isReplaced ? sidesOf(change, given) : differingSides(change, given);
  const isThere = (side: Json): boolean => !isIdle || side !== null;
  const action = {
    replacedBecause: isReplaced && !isForgotten ? reasonsOf(json) : [],
    isImported,
    isLeft: isReplaced && isForgotten,
  };
  return {
    address,
    before: hasBefore && isThere(before) ? block(before, former) : undefined,
    after: hasAfter && isThere(after) ? block(after, address) : undefined,
    moved: former === address ? [] : [{ from: former, to: address }],
    removed: isForgotten && !isReplaced ? [{ from: address, destroy: false }] : [],
    action: isIdle && !isImported ? undefined : action,
  };
}

/** The address of the resource in the configuration: `module.a["x"].aws_instance.b[0]` → `module.a.aws_instance.b`. */
function plainAddress(json: Json): string {
  return textOf(at(json, 'address')).replace(/\[(?:\d+|"(?:[^"\\]|\\.)*")\]/g, '');
}

function sidesOf(change: Json | undefined, expressions: Json) {
  return readableSides(changeOf(change, expressions));
}

/** Both sides; also with what a provider computes, where nothing else differs. */
function differingSides(change: Json | undefined, expressions: Json) {
  const sides = sidesOf(change, expressions);
  return isDeepStrictEqual(sides.before, sides.after) ? sidesOf(change, GIVEN) : sides;
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
