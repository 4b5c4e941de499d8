import {
  applyPlan,
  type Deed,
  planStack,
  type PlannedChange,
  type StackFolder,
  type TerraformSettings,
} from '../../operations/deployment';

/** What Terraform is about to do, or did: resource address → deed. Empty when nothing is to be done. */
export type Changes = Readonly<Record<string, Deed>>;

/** Plans and applies. Returns what it set out to do. @throws Failure with what Terraform said. */
export async function applyStack(stack: StackFolder, settings: TerraformSettings): Promise<Changes> {
  const plan = await planStack(stack, settings);
  await applyPlan(stack, plan, settings);
  return deedsOf(plan.changes);
}

export function deedsOf(changes: readonly PlannedChange[]): Changes {
  return Object.fromEntries(changes.map(({ address, deed }) => [address, deed]));
}
