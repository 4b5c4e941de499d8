import {
  applyPlan,
  type PlannedAction,
  planStack,
  type PlannedChange,
  type StackFolder,
  type TerraformSettings,
} from '../../operations/deployment';

/** What Terraform is about to do, or did: resource address → action. Empty when nothing is to be done. */
export type Changes = Readonly<Record<string, PlannedAction>>;

/** Plans and applies. Returns what it set out to do. @throws Failure with what Terraform said. */
export async function applyStack(stack: StackFolder, settings: TerraformSettings): Promise<Changes> {
  const plan = await planStack(stack, settings);
  await applyPlan(stack, plan, settings);
  return actionsOf(plan.changes);
}

export function actionsOf(changes: readonly PlannedChange[]): Changes {
  return Object.fromEntries(changes.map(({ address, action }) => [address, action]));
}
