import { Failure } from '../../process';
import type { PlannedChange } from '../planned-change';
import type { ProviderFault } from '../provider-knowledge';
import { holdsData } from '../refuse-data-loss';
import type { StackFolder } from '../stack-folder';
import { terraformCommand } from '../terraform-program';
import type { Plan } from './plan';
import { planStack } from './plan-stack';
import { runJson } from './run-json';
import { DEFAULT_LIMITS, type TerraformSettings } from './settings';
import { TerraformFailure } from './terraform-failure';

/**
 * Does exactly what was planned. After a fault of a provider that another attempt gets past, it plans again, and goes on only if
 * what is left is part of the first plan: an apply is never repeated blindly.
 *
 * @throws TerraformFailure with what Terraform said.
 */
export async function applyPlan(stack: StackFolder, plan: Plan, settings: TerraformSettings): Promise<void> {
  const { hangMs: limits, longMs } = settings.limits ?? DEFAULT_LIMITS;
  const program = terraformCommand(settings.env);
  let next = plan;
  const met: ProviderFault[] = [];
  for (const hangMs of limits) {
    if (next.isEmpty) return;
    const args = ['apply', '-json', '-input=false', next.file];
    const { code, trouble, errors, text } = await runJson(stack, args, settings, {
      hangMs,
      longMs,
      isPlan: false,
    });
    if (code === 0) return;
    if (trouble === 'stopped')
      throw new TerraformFailure(
        'the apply was interrupted; what was done is in the state. Deploy again to go on.',
        stack.name,
        errors,
        text,
      );
    if (trouble === undefined)
      throw new TerraformFailure(`${program} apply failed`, stack.name, errors, text);
    settings.tell?.({
      kind: 'note',
      stack: stack.name,
      message: `${trouble.what} in an apply; planning what is left`,
    });
    next = await planStack(stack, settings, plan.request);
    refuseOthers(stack, next.changes, plan.changes);
    // What the first of them left behind may have come to light only now.
    met.push(trouble);
    const toCreate = next.changes.flatMap(({ action, address }) => (action === 'create' ? [address] : []));
    for (const { cleanUp } of met) await cleanUp?.(toCreate, settings.env);
  }
  throw new Failure(`${stack.name}: ${program} apply did not finish in ${limits.length} attempts`);
}

function refuseOthers(
  { name }: StackFolder,
  left: readonly PlannedChange[],
  intended: readonly PlannedChange[],
): void {
  const others = left.filter((change) => !isPartOf(change, intended)).map(({ address }) => address);
  if (others.length === 0) return;
  throw new Failure(
    `${name}: an apply that was cut off left more to do than it began with: ${others.join(', ')}`,
  );
}

/** What was only half made is replaced. Data that was to stay never is. */
function isPartOf(left: PlannedChange, intended: readonly PlannedChange[]): boolean {
  const planned = intended.find(({ address }) => address === left.address);
  if (planned === undefined) return false;
  return planned.action === left.action || !holdsData(left);
}
