import { TerraformStack } from '../cdktf';
import type { IConstruct } from 'constructs';
import { claim } from './address';

const forgotten = new WeakMap<TerraformStack, Set<string>>();

/**
 * Removes the resource of an address from the stack's state without destroying the object behind it. Does nothing where the
 * state has no such resource.
 *
 * Without this, Terraform destroys what a stack no longer declares.
 *
 * @throws InvalidInput when the stack still has a resource of this address.
 * @see https://developer.hashicorp.com/terraform/language/block/removed
 * @example
 * forgetAddress(this, 'docker_image', 'api');
 */
export function forgetAddress(construct: IConstruct, type: string, name: string): void {
  const stack = TerraformStack.of(construct);
  const addresses = forgotten.get(stack) ?? new Set<string>();
  forgotten.set(stack, addresses.add(claim(construct, type, name)));
  stack.addOverride(
    'removed',
    [...addresses].sort().map((from) => ({ from, lifecycle: [{ destroy: false }] })),
  );
}
