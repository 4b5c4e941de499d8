import { at, isObject, items, type Json, type JsonObject, textOf } from '../../core/json';
import type { StackPlan } from '../../core/synth';

/** Where a plan lists what an action of a provider does: at once, and after a later plan. */
export const INVOCATION_LISTS = ['action_invocations', 'deferred_action_invocations'] as const;

/**
 * What a plan says that is no change of a resource or an output. Pure.
 * @param changes whether it has changes of these
 */
export function notesOfPlan(stack: string, plan: JsonObject, changes: boolean): StackPlan['notes'] {
  const invoked = INVOCATION_LISTS.flatMap((key) => items(plan[key])).map(
    (json) => `${stack}: ${invocationOf(json)} is invoked, and Slipway does not know what it does`,
  );
  const isPartial = at(plan, 'complete') === false;
  // Terraform itself says that there is something to apply, such as what a refresh has found.
  const isStateAlone = at(plan, 'applyable') === true && !changes && invoked.length === 0;
  return [
    ...invoked.map((text) => ({ text, needsApproval: true })),
    ...(isPartial
      ? [note(`${stack}: the plan is not complete, and what it leaves out may change as well`)]
      : []),
    ...(isStateAlone ? [note(`${stack}: applying the plan changes the state, and no resource`)] : []),
  ];
}

function invocationOf(json: Json): string {
  const invocation = at(json, 'action_invocation');
  return textOf(at(isObject(invocation) ? invocation : json, 'address')) || 'an action';
}

function note(text: string) {
  return { text, needsApproval: false };
}
