import {
  kubernetes,
  type KubernetesProvider,
  type KubernetesProviderConfig,
} from '../constructs/providers/kubernetes';
import type { Construct } from 'constructs';
import { ephemeralVariable, literals } from '../constructs/terraform';
import {
  type ClusterConnection,
  clusterTokenVariable,
  credentialCommand,
  type Environment,
  type ManagedCluster,
} from '../model';

type Connected = {
  readonly [K in ClusterConnection['kind']]: (
    connection: Extract<ClusterConnection, { kind: K }>,
    token: () => string,
  ) => KubernetesProviderConfig;
};

const CONNECTED: Connected = {
  kubeconfig: ({ path, context }) => ({ configPath: path, configContext: context }),
  existing: (connection, token) => ({ ...reached(connection), token: token() }),
  eks: withProgram,
  gke: withProgram,
  aks: withProgram,
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
  return new kubernetes.KubernetesProvider(scope, ':kubernetes', literals(configure(connection, token)));
}

/** A managed cluster takes the credentials that a program of its cloud prints. */
function withProgram(connection: ManagedCluster): KubernetesProviderConfig {
  const { args, ...command } = credentialCommand(connection);
  return { ...reached(connection), exec: [{ ...command, args: args && [...args] }] };
}

function reached({ endpoint, ca }: Pick<ManagedCluster, 'endpoint' | 'ca'>): KubernetesProviderConfig {
  return { host: endpoint, clusterCaCertificate: ca };
}
