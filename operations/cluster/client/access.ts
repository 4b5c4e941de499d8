import type { ClusterConnection } from '../../../model';

/** A program that prints credentials. */
export interface ExecCommand {
  readonly apiVersion: string;
  readonly command: string;
  readonly args: readonly string[];
}

/** How a cluster is reached, whatever kind it is of. */
export type Access =
  | { readonly from: 'file'; readonly path: string; readonly context: string }
  | {
      readonly from: 'address';
      readonly server: string;
      /** PEM */
      readonly ca: string;
      readonly credentials: { readonly token: string | undefined } | { readonly exec: ExecCommand };
    };

/** The same as Azure's managed clusters have for every cluster, and as Terraform is configured with. */
const AKS_SERVER = '6dae42f8-4368-4678-94ff-3960e28e3630';
const apiVersion = 'client.authentication.k8s.io/v1beta1';

type Accessed = {
  readonly [K in ClusterConnection['kind']]: (
    connection: Extract<ClusterConnection, { kind: K }>,
    token: string | undefined,
  ) => Access;
};

const ACCESSED: Accessed = {
  kubeconfig: ({ path, context }) => ({ from: 'file', path, context }),
  existing: (connection, token) => at(connection, { token }),
  eks: (connection) =>
    at(connection, {
      exec: {
        apiVersion,
        command: 'aws',
        args: ['eks', 'get-token', '--cluster-name', connection.name, '--region', connection.region],
      },
    }),
  gke: (connection) => at(connection, { exec: { apiVersion, command: 'gke-gcloud-auth-plugin', args: [] } }),
  aks: (connection) =>
    at(connection, {
      exec: {
        apiVersion,
        command: 'kubelogin',
        args: ['get-token', '--login', 'azurecli', '--server-id', AKS_SERVER],
      },
    }),
};

/** The access that Terraform's provider is configured with for the same connection. */
export function accessOf(connection: ClusterConnection, token: string | undefined): Access {
  const access = ACCESSED[connection.kind] as (
    connection: ClusterConnection,
    token: string | undefined,
  ) => Access;
  return access(connection, token);
}

type Address = Extract<Access, { from: 'address' }>;

function at(
  { endpoint, ca }: { readonly endpoint: string; readonly ca: string },
  credentials: Address['credentials'],
): Access {
  return { from: 'address', server: endpoint, ca, credentials };
}
