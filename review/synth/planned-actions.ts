import { at, items, type Json, textOf } from '../../core/json';

/** What a plan does with a resource or an output, by its `actions`. */
interface Effect {
  /** Whether there is one before it, and one after it. */
  readonly hasBefore: boolean;
  readonly hasAfter: boolean;
  /** Whether the one after it is another one. */
  readonly isReplaced?: true;
  /** Whether the one before stays where it is, and leaves the state. */
  readonly isForgotten?: true;
  /** Whether it changes nothing that is there. */
  readonly isIdle?: true;
}

/** A change in place. */
const BOTH: Effect = { hasBefore: true, hasAfter: true };

/** The `actions` of a change as text → what they do. Terraform and OpenTofu have no others. */
const EFFECTS: Readonly<Record<string, Effect>> = {
  'no-op': { ...BOTH, isIdle: true },
  read: { ...BOTH, isIdle: true },
  create: { hasBefore: false, hasAfter: true },
  update: BOTH,
  delete: { hasBefore: true, hasAfter: false },
  forget: { hasBefore: true, hasAfter: false, isForgotten: true },
  'delete create': { ...BOTH, isReplaced: true },
  'create delete': { ...BOTH, isReplaced: true },
  'create forget': { ...BOTH, isReplaced: true, isForgotten: true },
  'forget create': { ...BOTH, isReplaced: true, isForgotten: true },
};

/** Whether it is known what the actions of a change do. */
export function hasKnownActions(change: Json | undefined): boolean {
  return Object.hasOwn(EFFECTS, actionsOf(change));
}

/** What a change does, whose actions are known. */
export function effectOf(change: Json | undefined): Effect {
  return EFFECTS[actionsOf(change)] ?? BOTH;
}

function actionsOf(change: Json | undefined): string {
  return items(at(change, 'actions')).map(textOf).join(' ');
}
