import type { TerraformResource } from 'cdktf';

/**
 * A resource's address as text, `terraform_data.nodes-0`. Given the resource itself, cdktf writes `${…}` into
 * `replace_triggered_by`, which Terraform refuses there. For resources whose address is claimed already.
 */
export function plainAddress(resource: TerraformResource): string {
  return `${resource.terraformResourceType}.${resource.friendlyUniqueId}`;
}
