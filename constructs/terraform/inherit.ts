import { type TerraformResource, TerraformStack } from 'cdktf';
import { claim } from './address';

interface Move {
  readonly from: string;
  readonly to: string;
}

const moves = new WeakMap<TerraformStack, Move[]>();

/**
 * Says what names a resource had before, the oldest first: Terraform moves what its state holds under any of them to
 * the name that the resource has now. Where the state has no such resource, nothing happens.
 *
 * Without this, Terraform destroys what has the old name and creates what has the new one. For resources whose address
 * is claimed already. The former addresses are claimed too: while the state may hold them, nothing else can have them.
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
  stack.addOverride(
    'moved',
    all.toSorted((a, b) => (a.from < b.from ? -1 : 1)),
  );
}
