import { type TerraformResource, TerraformStack } from '../cdktf';
import { plainAddress } from './address';
import { by } from '../../core/text';

const imported = new WeakMap<TerraformStack, Map<string, string>>();

/**
 * Lets the first apply take over an object that exists already, instead of making another one. Does nothing once the state has
 * the resource; where there is no such object, the plan fails. For resources whose address is claimed.
 *
 * cdktf's own `importFrom` runs the Terraform on the PATH in every synth, to ask for its version.
 *
 * @param id what the provider calls the object: `namespace/name` for most of Kubernetes
 * @see https://developer.hashicorp.com/terraform/language/block/import
 * @example
 * const trigger = claimAddress(new Triggers(this, 'restart', { revision: '3' }), 'api-restart');
 * importObject(trigger, '3c4f1f7e-9f0e-4f39-a0c5-6f6a2c9e3f11');
 */
export function importObject(resource: TerraformResource, id: string): void {
  const stack = TerraformStack.of(resource);
  const all = imported.get(stack) ?? new Map<string, string>();
  imported.set(stack, all.set(plainAddress(resource), id));
  stack.addOverride(
    'import',
    [...all].sort(by(([to]) => to)).map(([to, from]) => ({ to, id: from })),
  );
}
