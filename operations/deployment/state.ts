import type { Values } from './planned-change';
import type { StackFolder } from './stack-folder';
import { jsonOfTerraform, type TerraformSettings } from './terraform';

/** A resource of a state. */
interface StateResource {
  readonly address: string;
  readonly type: string;
  readonly values: Values;
}

/** A state as Terraform and OpenTofu keep it, in version 4 of its format. */
interface KeptState {
  readonly resources?: readonly {
    /** Absent from what is in no module. */
    readonly module?: string;
    readonly mode: 'managed' | 'data';
    readonly type: string;
    readonly name: string;
    readonly instances: readonly { readonly index_key?: string | number; readonly attributes?: Values }[];
  }[];
}

/**
 * What a stack's state holds. No provider is asked: `show -json` would start them all for their schemas, and OpenTofu finds none for a
 * state that Terraform has written.
 */
export async function stateOf(
  stack: StackFolder,
  settings: TerraformSettings,
): Promise<readonly StateResource[]> {
  // There is none before the first apply.
  const { resources = [] } = ((await jsonOfTerraform(stack, ['state', 'pull'], settings)) ?? {}) as KeptState;
  return resources
    .filter(({ mode, module }) => mode === 'managed' && module === undefined)
    .flatMap(({ type, name, instances }) =>
      instances.map(({ index_key: key, attributes: values = {} }) => ({
        address: `${type}.${name}${key === undefined ? '' : `[${JSON.stringify(key)}]`}`,
        type,
        values,
      })),
    );
}
