import { TerraformResource } from 'cdktf';
import type { Construct } from 'constructs';
import { inheritAddresses } from '../terraform';
import { formerNames } from './names';
import type { PoolSpec } from './pool-spec';

/** Has Terraform move whatever is named after a pool from the names that the pool had before. */
export function moveFromFormerNames(scope: Construct, spec: Pick<PoolSpec, 'pool' | 'formerly'>): void {
  const prefix = `${spec.pool}-`;
  const named = scope.node
    .findAll()
    .filter((construct) => TerraformResource.isTerraformResource(construct))
    .filter(({ friendlyUniqueId }) => friendlyUniqueId.startsWith(prefix));
  for (const resource of named) {
    const rest = resource.friendlyUniqueId.slice(prefix.length);
    inheritAddresses(
      resource,
      formerNames(spec).map((pool) => `${pool}-${rest}`),
    );
  }
}
