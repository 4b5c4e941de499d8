import { kubernetes } from '../../providers/kubernetes';
import { claimAddress } from '../../terraform';
import { type ExistingServiceAccount, hasToken, isExisting } from '../service-account';
import type { ResolvedWorkload } from '../workload-spec';
import { after, metadataOf, type WorkloadContext } from './context';
import { clusterRightsOf, rightsOf } from './rights';

/** The service account that the pods run under, with its rights; undefined for the namespace's own, which has none. */
export function serviceAccountOf(context: WorkloadContext): ExistingServiceAccount | undefined {
  const { name, serviceAccount } = context.workload;
  if (serviceAccount === undefined || isExisting(serviceAccount)) return serviceAccount;
  const account = claimAddress(
    new kubernetes.ServiceAccountV1(context.scope, 'service-account', {
      metadata: metadataOf(context, name, serviceAccount.annotations),
      // Others that run under it get no token unawares: the pods ask for theirs.
      automountServiceAccountToken: false,
      ...after(context),
    }),
    name,
  );
  const bindings = [
    ...rightsOf(context, serviceAccount.rights ?? [], account),
    ...clusterRightsOf(context, serviceAccount.clusterRights ?? [], account),
  ];
  return {
    kind: 'existing-service-account',
    name,
    token: hasToken(serviceAccount),
    resources: [account, ...bindings],
  };
}

/**
 * The name of the service account that pods run under. The namespace's own is named, too: where the name is left out, the provider keeps
 * the last one, even after that account is gone.
 */
export function accountName({ name, serviceAccount }: ResolvedWorkload): string {
  if (serviceAccount === undefined) return 'default';
  return isExisting(serviceAccount) ? serviceAccount.name : name;
}
