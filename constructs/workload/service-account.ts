import type { TerraformResource } from '../cdktf';

/** What may be done with which objects: one rule of a Role. */
export interface Right {
  /** The API groups of the resources, `''` for the core group. */
  readonly apiGroups: readonly string[];
  /** Resources in the plural, with what is below them: `pods`, `pods/log`. */
  readonly resources: readonly string[];
  /** What is allowed: `get`, `list`, `watch`, `create`, `update`, `patch`, `delete`. */
  readonly verbs: readonly string[];
  /** Only the objects of these names. @default all of these resources */
  readonly resourceNames?: readonly string[];
  /** Why it needs this much. Needed for `*` and for the verbs `escalate`, `bind` and `impersonate`. @default none */
  readonly reason?: string;
}

/** What may be done with which objects of the whole cluster: one rule of a ClusterRole. */
export interface ClusterRight extends Right {
  /** Why its own namespace is not enough. */
  readonly reason: string;
}

/**
 * A service account of the workload's own, under its name.
 *
 * @see https://kubernetes.io/docs/concepts/security/service-accounts/
 */
export interface ServiceAccount {
  /** By which a cloud knows whom it stands for, such as `eks.amazonaws.com/role-arn`. @default none beside those of the workload */
  readonly annotations?: Readonly<Record<string, string>>;
  /** Gives the pods a token for the API server. @default only where there are `rights` or `clusterRights` */
  readonly token?: boolean;
  /** What it may do in its namespace: a Role that is bound to it. @default nothing */
  readonly rights?: readonly Right[];
  /** What it may do in the whole cluster: a ClusterRole `<namespace>-<name>` that is bound to it. @default nothing */
  readonly clusterRights?: readonly ClusterRight[];
}

/** A service account that is there without the workload. Made by {@link existingServiceAccount}. */
export interface ExistingServiceAccount {
  readonly kind: 'existing-service-account';
  readonly name: string;
  /** Gives the pods a token for the API server. @default false */
  readonly token?: boolean;
  /** What must be there before pods run under it. @default nothing of this project */
  readonly resources?: readonly TerraformResource[];
}

/**
 * A service account that somebody else makes in the namespace.
 *
 * @param options.token Gives the pods a token for the API server. Default: false
 *
 * @example
 * const serviceAccount = existingServiceAccount('vault-reader', { token: true });
 *
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/
 */
export function existingServiceAccount(
  name: string,
  options: Pick<ExistingServiceAccount, 'token'> = {},
): ExistingServiceAccount {
  return { kind: 'existing-service-account', name, ...options };
}

/** Whether it is there without the workload. */
export function isExisting(
  account: ServiceAccount | ExistingServiceAccount,
): account is ExistingServiceAccount {
  return 'kind' in account;
}

/** Whether pods under it get a token for the API server. Rights are of no use without. */
export function hasToken(account: ServiceAccount | ExistingServiceAccount | undefined): boolean {
  if (account === undefined) return false;
  const { token } = account;
  if (token !== undefined || isExisting(account)) return token ?? false;
  return [...(account.rights ?? []), ...(account.clusterRights ?? [])].length > 0;
}

/** Words that stand for everything, and verbs by which an account gives itself more. */
const WIDE_VERBS = ['*', 'escalate', 'bind', 'impersonate'];

/** What of a right needs a reason. */
export function wideWords({ apiGroups, resources, verbs }: Right): readonly string[] {
  const all = [...apiGroups, ...resources].filter((word) => word === '*' || word.startsWith('*/'));
  return [...new Set([...all, ...verbs.filter((verb) => WIDE_VERBS.includes(verb))])];
}
