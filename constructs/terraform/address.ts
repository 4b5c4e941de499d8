import { type TerraformResource, TerraformStack } from '../cdktf';
import type { IConstruct } from 'constructs';
import { InvalidInput, problem } from '../../core/findings';

const TERRAFORM_NAME = /^[A-Za-z_][A-Za-z0-9_-]*$/;
const claims = new WeakMap<TerraformStack, Map<string, string>>();

/**
 * Gives a resource its name in Terraform. The name is a contract: it derives from what the resource is (`nodes-0`, `api`), not
 * from its place in the construct tree, so moving code never moves an address.
 *
 * cdktf merges two resources that have one address without an error. Here the second claim is refused, and so is a name that
 * Terraform does not accept.
 *
 * @throws InvalidInput when the name is taken in the stack, or is no Terraform name.
 * @see https://developer.hashicorp.com/terraform/cli/state/resource-addressing
 * @example
 * const trigger = new Triggers(this, 'restart', { revision: '3' });
 * claimAddress(trigger, 'api-restart'); // terraform_data.api-restart
 */
export function claimAddress<R extends TerraformResource>(resource: R, name: string): R {
  claim(resource, resource.terraformResourceType, name);
  resource.overrideLogicalId(name);
  return resource;
}

/**
 * A resource's address as text: `terraform_data.nodes-0`. For resources whose address is claimed. Where cdktf is given the
 * resource itself, it writes `${…}` into `replace_triggered_by`, which Terraform refuses there.
 *
 * @see https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle#replace_triggered_by
 * @example
 * const trigger = claimAddress(new Triggers(this, 'restart', { revision: '3' }), 'api-restart');
 * plainAddress(trigger); // 'terraform_data.api-restart'
 */
export function plainAddress(resource: TerraformResource): string {
  return `${resource.terraformResourceType}.${resource.friendlyUniqueId}`;
}

/**
 * Takes an address of the construct's stack, so that no other construct can have it, and returns it as text.
 *
 * @throws InvalidInput when it is taken, or the name is no Terraform name.
 */
export function claim(construct: IConstruct, type: string, name: string): string {
  const stack = TerraformStack.of(construct);
  const claimed = claims.get(stack) ?? new Map<string, string>();
  claims.set(stack, claimed);
  const address = `${type}.${name}`;
  if (!TERRAFORM_NAME.test(name))
    throw refusal(
      construct,
      'must have a name that Terraform takes: letters, digits, _ and -, not beginning with a digit',
      address,
      'Give the construct such a name.',
    );
  const holder = claimed.get(address);
  if (holder !== undefined)
    throw refusal(
      construct,
      `must have a Terraform address of its own in stack ${stack.node.id}`,
      `${address}, as ${holder} already is`,
      'Give one of the two constructs another name, or put it into another stack.',
    );
  claimed.set(address, construct.node.path);
  return address;
}

function refusal(construct: IConstruct, message: string, value: string, advice: string): InvalidInput {
  return new InvalidInput([
    problem({ rule: 'terraform/address', path: construct.node.path, message, value, advice }),
  ]);
}
