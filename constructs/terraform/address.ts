import { type TerraformResource, TerraformStack } from 'cdktf';
import { InvalidInput, problem } from '../../findings';

const claims = new WeakMap<TerraformStack, Map<string, string>>();

/**
 * Gives a resource the Terraform name that is its contract: it derives from what the resource is (`nodes-0`, `api`),
 * not from where it hangs in the construct tree, so that moving code never moves an address.
 *
 * cdktf merges two resources of one address without a word; here the second claim is refused.
 */
export function claimAddress<R extends TerraformResource>(resource: R, name: string): R {
  const stack = TerraformStack.of(resource);
  const claimed = claims.get(stack) ?? new Map<string, string>();
  claims.set(stack, claimed);
  const address = `${resource.terraformResourceType}.${name}`;
  const holder = claimed.get(address);
  if (holder !== undefined) {
    throw new InvalidInput([
      problem({
        rule: 'terraform/address',
        path: resource.node.path,
        message: `must have a Terraform address of its own in stack ${stack.node.id}`,
        value: `${address}, as ${holder} already is`,
        advice: 'Give one of the two constructs another name, or put it into another stack.',
      }),
    ]);
  }
  claimed.set(address, resource.node.path);
  resource.overrideLogicalId(name);
  return resource;
}
