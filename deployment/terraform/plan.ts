import type { Deed, PlannedChange, Values } from '../planned-change';
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
export interface ShownPlan {
  readonly resource_changes?: readonly ShownChange[];
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

/** `no-op` and `read` do nothing to anything. */
const DEEDS: Readonly<Record<string, Deed | undefined>> = {
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
export function changesIn({ resource_changes: changes = [] }: ShownPlan): readonly PlannedChange[] {
  return changes.flatMap(({ address, type, action_reason: reason, change }) => {
    const deed = DEEDS[change.actions.join()];
    if (deed === undefined) return [];
    return [
      { address, type, deed, reason, before: change.before ?? undefined, after: change.after ?? undefined },
    ];
  });
}
