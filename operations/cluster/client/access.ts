import { type ClusterConnection, credentialCommand, type ManagedCluster } from '../../../model';
import type { CredentialProgram } from './exec-credential';

/** How to reach a cluster of any kind. */
export type Access =
  | { readonly from: 'file'; readonly path: string; readonly context: string }
  | {
      readonly from: 'address';
      readonly server: string;
      /** PEM */
      readonly ca: string;
      readonly credentials: { readonly token: string | undefined } | { readonly exec: CredentialProgram };
    };

type Accessed = {
  readonly [K in ClusterConnection['kind']]: (
    connection: Extract<ClusterConnection, { kind: K }>,
    token: string | undefined,
  ) => Access;
};

const ACCESSED: Accessed = {
  kubeconfig: ({ path, context }) => ({ from: 'file', path, context }),
  existing: (connection, token) => at(connection, { token }),
  eks: withProgram,
  gke: withProgram,
  aks: withProgram,
};

/** The same access that Terraform's provider is configured with. */
export function accessOf(connection: ClusterConnection, token: string | undefined): Access {
  const access = ACCESSED[connection.kind] as (
    connection: ClusterConnection,
    token: string | undefined,
  ) => Access;
  return access(connection, token);
}

/** A managed cluster takes credentials that its cloud's CLI prints. */
function withProgram(connection: ManagedCluster): Access {
  return at(connection, { exec: { args: [], ...credentialCommand(connection) } });
}

type Address = Extract<Access, { from: 'address' }>;

function at(
  { endpoint, ca }: { readonly endpoint: string; readonly ca: string },
  credentials: Address['credentials'],
): Access {
  return { from: 'address', server: endpoint, ca, credentials };
}
