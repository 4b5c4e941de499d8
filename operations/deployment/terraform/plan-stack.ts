import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Failure } from '../../process';
import type { StackFolder } from '../stack-folder';
import { terraformCommand } from '../terraform-program';
import { initialise } from './initialise';
import { type Plan, type PlanRequest, readPlan } from './plan';
import { runJson, SILENCE } from './run-json';
import { DEFAULT_LIMITS, type TerraformSettings } from './settings';
import { TerraformFailure } from './terraform-failure';

const WITHOUT_CHANGES = 0;
const WITH_CHANGES = 2;

/**
 * Plans a stack: again after a fault of a provider, and once more where Terraform said nothing at all. A plan changes nothing,
 * whenever it is ended.
 * @throws TerraformFailure with what Terraform said.
 */
export async function planStack(
  stack: StackFolder,
  settings: TerraformSettings,
  request: PlanRequest = {},
): Promise<Plan> {
  await initialise(stack, settings);
  const file = join(settings.planFolder, `${stack.name}-${randomUUID()}`);
  const args = ['plan', '-json', '-input=false', '-detailed-exitcode', `-out=${file}`, ...optionsOf(request)];
  const { hangMs: limits, longMs, silenceMs } = settings.limits ?? DEFAULT_LIMITS;
  const program = terraformCommand(settings.env);
  let wasSilent = false;
  for (const hangMs of limits) {
    const { code, trouble, errors, text } = await runJson(stack, args, settings, {
      hangMs,
      longMs,
      silenceMs,
      isPlan: true,
    });
    if (trouble === 'stopped')
      throw new Failure(`${stack.name}: the plan was interrupted. Nothing was changed.`);
    if (code === WITHOUT_CHANGES) return { file, request, changes: [], isEmpty: true };
    if (code === WITH_CHANGES) return readPlan(stack, file, request, settings);
    if (trouble === SILENCE && wasSilent)
      throw new Failure(
        `${stack.name}: ${program} plan said nothing for ${silenceMs / 1000} s and was ended, twice`,
      );
    if (trouble === undefined) throw new TerraformFailure(`${program} plan failed`, stack.name, errors, text);
    wasSilent ||= trouble === SILENCE;
    settings.tell?.({
      kind: 'note',
      stack: stack.name,
      message: `${trouble.what} in a plan; planning again`,
    });
  }
  throw new Failure(`${stack.name}: ${program} plan did not finish in ${limits.length} attempts`);
}

function optionsOf({ destroy = false, targets = [] }: PlanRequest): readonly string[] {
  return [...(destroy ? ['-destroy'] : []), ...targets.map((address) => `-target=${address}`)];
}
