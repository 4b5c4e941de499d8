import { KubernetesProvider, type KubernetesProviderConfig } from '@cdktf/provider-kubernetes/lib/provider';
import { TerraformVariable } from 'cdktf';
import type { Construct } from 'constructs';
import { literals } from '../constructs/terraform';
import type { Cluster, ClusterConnection } from '../model';

/** The application id under which Azure's managed clusters accept tokens: the same for every cluster. */
const AKS_SERVER = '6dae42f8-4368-4678-94ff-3960e28e3630';

type Connected = {
  readonly [K in ClusterConnection['kind']]: (
    scope: Construct,
    connection: Extract<ClusterConnection, { kind: K }>,
  ) => KubernetesProviderConfig;
};

const CONNECTED: Connected = {
  kubeconfig: (_scope, { path, context }) => ({ configPath: path, configContext: context }),
  existing: (scope, connection) => ({ ...reached(connection), token: askedForToken(scope) }),
  eks: (_scope, connection) => ({
    ...reached(connection),
    exec: [
      {
        apiVersion: 'client.authentication.k8s.io/v1beta1',
        command: 'aws',
        args: ['eks', 'get-token', '--cluster-name', connection.name, '--region', connection.region],
      },
    ],
  }),
  gke: (_scope, connection) => ({
    ...reached(connection),
    exec: [{ apiVersion: 'client.authentication.k8s.io/v1beta1', command: 'gke-gcloud-auth-plugin' }],
  }),
  aks: (_scope, connection) => ({
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
export function kubernetesProvider(scope: Construct, { connection }: Cluster): KubernetesProvider {
  const configure = CONNECTED[connection.kind] as (
    scope: Construct,
    connection: ClusterConnection,
  ) => KubernetesProviderConfig;
  return new KubernetesProvider(scope, 'kubernetes', literals(configure(scope, connection)));
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

function askedForToken(scope: Construct): string {
  const token = new TerraformVariable(scope, 'cluster_token', {
    type: 'string',
    sensitive: true,
    description: "Bearer token for the environment's cluster",
  });
  token.addOverride('ephemeral', true);
  return token.stringValue;
}
