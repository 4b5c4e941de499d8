import { TerraformStack } from 'cdktf';
import type { IConstruct } from 'constructs';
import { claim } from './address';

const forgotten = new WeakMap<TerraformStack, Set<string>>();

/**
 * Lets the resource at an address leave the stack's state without destroying what it stands for. Where the state has no
 * such resource, nothing happens.
 *
 * Without this, Terraform destroys what a stack no longer declares.
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
