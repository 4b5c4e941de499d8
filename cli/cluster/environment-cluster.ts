import { clusterTokenVariable, type DeclaredEnvironment, namespaceOf, type Project } from '../../model';
import { type ClusterClient, connectCluster, type Rollout, rolloutOf } from '../../operations/cluster';
import { diagnose } from '../../operations/diagnosis';
import { Failure } from '../../operations/process';

/**
 * Connects to the cluster of an environment.
 * @param env holds the token of a cluster that needs one, in the variable that Terraform reads it from
 */
export function connectEnvironment(environment: DeclaredEnvironment, env: NodeJS.ProcessEnv): ClusterClient {
  const token = env[`TF_VAR_${clusterTokenVariable(environment)}`];
  return connectCluster(environment.cluster.connection, token);
}

/** What the cluster of an environment says about the project's services. */
export interface EnvironmentCluster {
  /** As messages name it. */
  readonly name: string;
  /**
   * The rollout of a service; undefined where the cluster has no such workload.
   * @param container the container whose image is looked at. @default the service's own
   */
  rollout(service: string, container?: string): Promise<Rollout | undefined>;
  /** Why a service does not come up; empty where the cluster does not say. */
  causes(service: string): Promise<readonly string[]>;
}

/** The services of a project in the cluster of an environment. */
export function environmentCluster(
  project: Project,
  environment: DeclaredEnvironment,
  env: NodeJS.ProcessEnv,
): EnvironmentCluster {
  const cluster = connectEnvironment(environment, env);
  const namespace = namespaceOf(project.name, environment);
  return {
    name: cluster.name,
    rollout: (service, container) => rolloutOf(cluster, namespace, service, container),
    causes: async (service) => {
      try {
        return await diagnose(cluster, namespace, service);
      } catch (error) {
        // The caller has to report that the service does not run, with a cause or without one.
        if (error instanceof Failure) return [];
        throw error;
      }
    },
  };
}
