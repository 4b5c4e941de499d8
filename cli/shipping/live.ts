import { clusterTokenVariable, type DeclaredEnvironment, namespaceOf, type Project } from '../../model';
import { type ClusterClient, connectCluster, type Rollout, rolloutOf } from '../../operations/cluster';
import { diagnose } from '../../operations/diagnosis';
import { Failure } from '../../operations/process';

/** What the cluster of an environment really runs. */
export interface Live {
  readonly cluster: ClusterClient;
  rollout(service: string): Promise<Rollout | undefined>;
  /** Why a service does not come up; none where the cluster does not tell. */
  causes(service: string): Promise<readonly string[]>;
}

/**
 * The way to the cluster of an environment.
 * @param env holds the token where the cluster needs one, in the variable that Terraform reads it from
 */
export function liveOf(project: Project, environment: DeclaredEnvironment, env: NodeJS.ProcessEnv): Live {
  const token = env[`TF_VAR_${clusterTokenVariable(environment)}`];
  const cluster = connectCluster(environment.cluster.connection, token);
  const namespace = namespaceOf(project.name, environment);
  return {
    cluster,
    rollout: (service) => rolloutOf(cluster, namespace, service),
    causes: async (service) => {
      try {
        return await diagnose(cluster, namespace, service);
      } catch (error) {
        // That it does not run is known already: to lack the cause is no reason to hide that.
        if (error instanceof Failure) return [];
        throw error;
      }
    },
  };
}
