import { Failure } from '../../process';
import { holdsData } from '../judge';
import { removeDisks } from '../libvirt';
import type { PlannedChange } from '../planned-change';
import type { StackFolder } from '../stack-folder';
import type { Plan } from './plan';
import { planStack } from './plan-stack';
import { runJson } from './run-json';
import { DEFAULT_LIMITS, type TerraformSettings } from './settings';
import { TerraformFailure } from './terraform-failure';
import { TROUBLE } from './trouble';

/**
 * Does exactly what was planned. When the libvirt provider hung or met its race, it plans again and goes on only if what is
 * left is part of what was set out: an apply is never repeated blindly.
 *
 * @throws TerraformFailure with what Terraform said.
 */
export async function applyPlan(stack: StackFolder, plan: Plan, settings: TerraformSettings): Promise<void> {
  const { lostDiskMs: limits, longMs } = settings.limits ?? DEFAULT_LIMITS;
  let next = plan;
  for (const lostDiskMs of limits) {
    if (next.isEmpty) return;
    const args = ['apply', '-json', '-input=false', next.file];
    const { code, trouble, hanging, errors, text } = await runJson(stack, args, settings, {
      lostDiskMs,
      longMs,
      mayBeCut: false,
    });
    if (code === 0) return;
    if (trouble === 'stopped')
      throw new TerraformFailure(
        'the apply was interrupted; what was done is in the state. Deploy again to go on.',
        stack.name,
        errors,
        text,
      );
    if (trouble === undefined) throw new TerraformFailure('terraform apply failed', stack.name, errors, text);
    settings.tell?.({
      kind: 'note',
      stack: stack.name,
      message: `${TROUBLE[trouble]} in an apply; planning what is left`,
    });
    await removeDisks(stack, hanging, settings.env);
    next = await planStack(stack, settings, plan.request);
    refuseOthers(stack, next.changes, plan.changes);
  }
  throw new Failure(`${stack.name}: terraform apply came to no end in ${limits.length} attempts`);
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

/** What was half made is made again, which is a replacement; but never of data that was to stay. */
function isPartOf(left: PlannedChange, intended: readonly PlannedChange[]): boolean {
  const planned = intended.find(({ address }) => address === left.address);
  if (planned === undefined) return false;
  return planned.action === left.action || !holdsData(left);
}
