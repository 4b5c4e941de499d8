import {
  applyPlan,
  type PlannedAction,
  planStack,
  type PlannedChange,
  type StackFolder,
  type TerraformSettings,
} from '../../operations/deployment';

/** The changes of a plan: resource address → action. Empty if there is nothing to do. */
export type Changes = Readonly<Record<string, PlannedAction>>;

/** Plans and applies. Returns the planned changes. @throws Failure with Terraform's output. */
export async function applyStack(stack: StackFolder, settings: TerraformSettings): Promise<Changes> {
  const plan = await planStack(stack, settings);
  await applyPlan(stack, plan, settings);
  return actionsOf(plan.changes);
}

export function actionsOf(changes: readonly PlannedChange[]): Changes {
  return Object.fromEntries(changes.map(({ address, action }) => [address, action]));
}
