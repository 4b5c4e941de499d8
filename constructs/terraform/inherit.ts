import { type TerraformResource, TerraformStack } from '../cdktf';
import { claim } from './address';
import { by } from '../../core/text';

interface Move {
  readonly from: string;
  readonly to: string;
}

const moves = new WeakMap<TerraformStack, Move[]>();

/**
 * Lists the names that a resource had before, the oldest first. Terraform moves what its state holds under any of them to the
 * resource's current name. Does nothing where the state has no such resource.
 *
 * Without this, Terraform destroys the resource of the old name and creates one of the new name. For resources whose address is
 * claimed. The former addresses are claimed too: nothing else can have them while the state may hold them.
 *
 * @throws InvalidInput when another resource of the stack has one of the names.
 * @see https://developer.hashicorp.com/terraform/language/block/moved
 * @example
 * const trigger = claimAddress(new Triggers(this, 'restart', { revision: '3' }), 'web-restart');
 * inheritAddresses(trigger, ['frontend-restart']);
 */
export function inheritAddresses(resource: TerraformResource, names: readonly string[]): void {
  const stack = TerraformStack.of(resource);
  const type = resource.terraformResourceType;
  const current = resource.friendlyUniqueId;
  const former = [...new Set(names)].filter((name) => name !== current);
  const all = moves.get(stack) ?? [];
  former.forEach((name, index) => {
    // A chain that ends here: Terraform takes one source a target, and no way round in circles.
    all.push({ from: claim(resource, type, name), to: `${type}.${former[index + 1] ?? current}` });
  });
  if (all.length === 0) return;
  moves.set(stack, all);
  stack.addOverride('moved', all.toSorted(by(({ from }) => from)));
}
