import { kubernetes } from '../../providers/kubernetes';
import type { TerraformResource } from '../../cdktf';
import { claimAddress } from '../../terraform';
import type { Right } from '../service-account';
import { after, metadataOf, type WorkloadContext } from './context';

const RBAC = 'rbac.authorization.k8s.io';

/** What the service account may do in its namespace: a Role, and its binding, which is returned. */
export function rightsOf(
  context: WorkloadContext,
  rights: readonly Right[],
  account: TerraformResource,
): readonly TerraformResource[] {
  if (rights.length === 0) return [];
  const { scope, workload, namespace } = context;
  const { name } = workload;
  const role = claimAddress(
    new kubernetes.RoleV1(scope, 'role', {
      metadata: metadataOf(context, name, reasonsOf(rights)),
      rule: rights.map(ruleOf),
      ...after(context),
    }),
    name,
  );
  return [
    claimAddress(
      new kubernetes.RoleBindingV1(scope, 'role-binding', {
        metadata: metadataOf(context, name),
        roleRef: { apiGroup: RBAC, kind: 'Role', name },
        subject: [{ kind: 'ServiceAccount', name, namespace: namespace.name }],
        ...after(context, role, account),
      }),
      name,
    ),
  ];
}

/** What it may do in the whole cluster: a ClusterRole, and its binding, which is returned. Both bear the namespace in their name. */
export function clusterRightsOf(
  context: WorkloadContext,
  rights: readonly Right[],
  account: TerraformResource,
): readonly TerraformResource[] {
  if (rights.length === 0) return [];
  const { scope, workload, namespace } = context;
  const name = `${namespace.name}-${workload.name}`;
  const { labels, annotations } = metadataOf(context);
  const role = claimAddress(
    new kubernetes.ClusterRoleV1(scope, 'cluster-role', {
      metadata: { name, labels, annotations: metadataOf(context, name, reasonsOf(rights)).annotations },
      rule: rights.map(ruleOf),
      ...after(context),
    }),
    name,
  );
  return [
    claimAddress(
      new kubernetes.ClusterRoleBindingV1(scope, 'cluster-role-binding', {
        metadata: { name, labels, annotations },
        roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name },
        subject: [{ kind: 'ServiceAccount', name: workload.name, namespace: namespace.name }],
        ...after(context, role, account),
      }),
      name,
    ),
  ];
}

function ruleOf({ apiGroups, resources, verbs, resourceNames }: Right) {
  return {
    apiGroups: [...apiGroups],
    resources: [...resources],
    verbs: [...verbs],
    ...(resourceNames === undefined ? {} : { resourceNames: [...resourceNames] }),
  };
}

/** Why it may do this much, where somebody has to be told. */
function reasonsOf(rights: readonly Right[]): Readonly<Record<string, string>> | undefined {
  const reasons = rights.flatMap(({ reason }) => reason ?? []);
  return reasons.length === 0 ? undefined : { 'slipway/rights': [...new Set(reasons)].join('; ') };
}
