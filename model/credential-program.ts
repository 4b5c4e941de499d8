import type { ClusterConnection } from './cluster';

/** A program that prints credentials for a cluster, as a kubeconfig names it. */
interface CredentialCommand {
  readonly apiVersion: string;
  readonly command: string;
  /** @default none */
  readonly args?: readonly string[];
}

/** A managed cluster, whose cloud has such a program. */
export type ManagedCluster = Extract<ClusterConnection, { kind: 'eks' | 'gke' | 'aks' }>;

/** The application id under which Azure's managed clusters accept tokens: the same for every cluster. */
const AKS_SERVER = '6dae42f8-4368-4678-94ff-3960e28e3630';
const apiVersion = 'client.authentication.k8s.io/v1beta1';

type Commands = {
  readonly [K in ManagedCluster['kind']]: (
    cluster: Extract<ManagedCluster, { kind: K }>,
  ) => CredentialCommand;
};

const COMMANDS: Commands = {
  eks: ({ name, region }) => ({
    apiVersion,
    command: 'aws',
    args: ['eks', 'get-token', '--cluster-name', name, '--region', region],
  }),
  gke: () => ({ apiVersion, command: 'gke-gcloud-auth-plugin' }),
  aks: () => ({
    apiVersion,
    command: 'kubelogin',
    args: ['get-token', '--login', 'azurecli', '--server-id', AKS_SERVER],
  }),
};

/** The program that Terraform's provider and Slipway itself get their credentials from. */
export function credentialCommand(cluster: ManagedCluster): CredentialCommand {
  const command = COMMANDS[cluster.kind] as (cluster: ManagedCluster) => CredentialCommand;
  return command(cluster);
}
