import { Failure } from '../../process';
import type { PlannedAction, PlannedChange, Values } from '../planned-change';
import type { StackFolder } from '../stack-folder';
import type { TerraformSettings } from './settings';
import { showJson } from './show-json';

/** What is asked of a plan. */
export interface PlanRequest {
  /** To destroy all that the stack has. @default false */
  readonly destroy?: boolean;
  /** Only these addresses, and what they need. @default all */
  readonly targets?: readonly string[];
}

/** What Terraform is about to do, and the file by which it does exactly that. */
export interface Plan {
  readonly file: string;
  readonly request: PlanRequest;
  /** Empty when nothing is to be done. */
  readonly changes: readonly PlannedChange[];
  /** Whether an apply would do anything: outputs may change where no resource does. */
  readonly isEmpty: boolean;
}

/** As `terraform show -json` prints it. */
interface ShownPlan {
  readonly resource_changes?: readonly ShownChange[];
  /** What was found to be another than the state says. */
  readonly resource_drift?: readonly ShownChange[];
  readonly output_changes?: Readonly<Record<string, { readonly actions: readonly string[] }>>;
}

interface ShownChange {
  readonly address: string;
  readonly type: string;
  readonly mode?: string;
  readonly action_reason?: string;
  readonly change: {
    readonly actions: readonly string[];
    readonly before?: Values | null;
    readonly after?: Values | null;
  };
}

const NOTHING = ['no-op', 'read'];
const ACTIONS: Readonly<Record<string, PlannedAction | undefined>> = {
  create: 'create',
  update: 'update',
  'delete,create': 'replace',
  'create,delete': 'replace',
  delete: 'delete',
  forget: 'forget',
};

/** Reads the file of a plan. */
export async function readPlan(
  stack: StackFolder,
  file: string,
  request: PlanRequest,
  settings: TerraformSettings,
): Promise<Plan> {
  const shown = (await showJson(stack, settings, file)) as ShownPlan;
  return { file, request, changes: changesIn(shown), isEmpty: false };
}

/** The changes of a plan as Terraform shows it. */
export function changesIn(plan: ShownPlan): readonly PlannedChange[] {
  const { resource_changes: changes = [], resource_drift: drift = [] } = plan;
  const gone = new Map(
    drift.flatMap(({ address, change }) =>
      change.actions.join() === 'delete' ? [[address, change.before ?? undefined] as const] : [],
    ),
  );
  return changes.flatMap(({ address, type, action_reason: reason, change }) => {
    const actions = change.actions.join();
    if (NOTHING.includes(actions)) return [];
    const action = ACTIONS[actions];
    // What it means for data can't be said of a word that is not known.
    if (action === undefined)
      throw new Failure(`the plan is to "${actions}" ${address}: that is not known here`);
    const before = change.before ?? undefined;
    const after = change.after ?? undefined;
    return [
      {
        address,
        type,
        action,
        reason,
        before,
        after,
        gone: action === 'create' ? gone.get(address) : undefined,
      },
    ];
  });
}
