import type { Values } from './planned-change';
import type { StackFolder } from './stack-folder';
import { showJson, type TerraformSettings } from './terraform';

/** A resource of a state. */
export interface StateResource {
  readonly address: string;
  readonly type: string;
  readonly tainted?: boolean;
  readonly values: Values;
}

/** What a stack's state holds. No provider is asked. */
export async function stateOf(
  stack: StackFolder,
  settings: TerraformSettings,
): Promise<readonly StateResource[]> {
  const { values } = (await showJson(stack, settings)) as {
    readonly values?: { readonly root_module: { readonly resources?: readonly StateResource[] } };
  };
  return values?.root_module.resources ?? [];
}
