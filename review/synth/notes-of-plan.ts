import { at, isObject, items, type Json, type JsonObject, textOf } from '../../core/json';
import type { StackPlan } from '../../core/synth';
import { firstOf } from '../../core/text';

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
  // Of a plan that does nothing, a check or what somebody else did is no change.
  const isApplied = changes || at(plan, 'applyable') === true;
  // Terraform itself says that there is something to apply, such as what a refresh has found.
  const isStateAlone = at(plan, 'applyable') === true && !changes && invoked.length === 0;
  return [
    ...invoked.map((text) => ({ text, needsApproval: true })),
    ...(isPartial
      ? [note(`${stack}: the plan is not complete, and what it leaves out may change as well`)]
      : []),
    ...(isApplied ? [...failedChecks(plan), ...driftOf(plan)] : []).map((text) => note(`${stack}: ${text}`)),
    ...(isStateAlone ? [note(`${stack}: applying the plan changes the state, and no resource`)] : []),
  ];
}

/** Further ones are only counted. */
const MOST = 5;

/** Checks and conditions that do not hold, with what they say. */
function failedChecks(plan: JsonObject): readonly string[] {
  return items(plan['checks']).flatMap((check) =>
    items(at(check, 'instances')).flatMap((instance) => {
      if (!['fail', 'error'].includes(textOf(at(instance, 'status')))) return [];
      const name = [instance, check]
        .map((each) => textOf(at(each, 'address', 'to_display')))
        .find((text) => text !== '');
      const said = items(at(instance, 'problems')).map((problem) => textOf(at(problem, 'message')));
      const what = said.length === 0 ? '' : `: ${firstOf(said, MOST)}`;
      return [`${name ?? 'a check'} does not hold${what}`];
    }),
  );
}

/** What was changed or deleted since the last apply, by somebody else. */
function driftOf(plan: JsonObject): readonly string[] {
  const drifted = items(plan['resource_drift']);
  const isGone = (json: Json): boolean =>
    items(at(json, 'change', 'actions'))
      .map(textOf)
      .includes('delete');
  const told = (what: string, found: readonly Json[]): readonly string[] => {
    const addresses = found.map((json) => textOf(at(json, 'address')));
    return addresses.length === 0 ? [] : [`${what} outside of Terraform: ${firstOf(addresses, MOST)}`];
  };
  return [
    ...told('deleted', drifted.filter(isGone)),
    ...told(
      'changed',
      drifted.filter((json) => !isGone(json)),
    ),
  ];
}

function invocationOf(json: Json): string {
  const invocation = at(json, 'action_invocation');
  return textOf(at(isObject(invocation) ? invocation : json, 'address')) || 'an action';
}

function note(text: string) {
  return { text, needsApproval: false };
}
