import { KubernetesProvider, type KubernetesProviderConfig } from '@cdktf/provider-kubernetes/lib/provider';
import type { Construct } from 'constructs';
import { ephemeralVariable, literals } from '../constructs/terraform';
import { type ClusterConnection, clusterTokenVariable, type Environment } from '../model';

/** The application id under which Azure's managed clusters accept tokens: the same for every cluster. */
const AKS_SERVER = '6dae42f8-4368-4678-94ff-3960e28e3630';

type Connected = {
  readonly [K in ClusterConnection['kind']]: (
    connection: Extract<ClusterConnection, { kind: K }>,
    token: () => string,
  ) => KubernetesProviderConfig;
};

const CONNECTED: Connected = {
  kubeconfig: ({ path, context }) => ({ configPath: path, configContext: context }),
  existing: (connection, token) => ({ ...reached(connection), token: token() }),
  eks: (connection) => ({
    ...reached(connection),
    exec: [
      {
        apiVersion: 'client.authentication.k8s.io/v1beta1',
        command: 'aws',
        args: ['eks', 'get-token', '--cluster-name', connection.name, '--region', connection.region],
      },
    ],
  }),
  gke: (connection) => ({
    ...reached(connection),
    exec: [{ apiVersion: 'client.authentication.k8s.io/v1beta1', command: 'gke-gcloud-auth-plugin' }],
  }),
  aks: (connection) => ({
    ...reached(connection),
    exec: [
      {
        apiVersion: 'client.authentication.k8s.io/v1beta1',
        command: 'kubelogin',
        args: ['get-token', '--login', 'azurecli', '--server-id', AKS_SERVER],
      },
    ],
  }),
};

/** The provider through which a stack reaches its environment's cluster. */
export function kubernetesProvider(scope: Construct, environment: Environment): KubernetesProvider {
  const { connection } = environment.cluster;
  const configure = CONNECTED[connection.kind] as (
    connection: ClusterConnection,
    token: () => string,
  ) => KubernetesProviderConfig;
  const token = () =>
    ephemeralVariable(
      scope,
      clusterTokenVariable(environment),
      `Bearer token for the cluster of ${environment.name}`,
    );
  return new KubernetesProvider(scope, ':kubernetes', literals(configure(connection, token)));
}

function reached({
  endpoint,
  ca,
}: {
  readonly endpoint: string;
  readonly ca: string;
}): KubernetesProviderConfig {
  return { host: endpoint, clusterCaCertificate: ca };
}
