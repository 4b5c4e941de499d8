import { type DeclaredEnvironment, namespaceOf, type Project } from '../../model';
import { rolloutOf } from '../../operations/cluster';
import type { ReachPods } from '../../operations/verification';
import { connectEnvironment } from './environment-cluster';

/** How the pods of a project in the cluster of an environment are reached. */
export function environmentPods(
  project: Project,
  environment: DeclaredEnvironment,
  env: NodeJS.ProcessEnv,
): ReachPods {
  const cluster = connectEnvironment(environment, env);
  const namespace = namespaceOf(project.name, environment);
  return {
    ready: async (service) => {
      const { pods = [] } = (await rolloutOf(cluster, namespace, service)) ?? {};
      return pods.filter(({ readySince }) => readySince !== undefined).map(({ name }) => name);
    },
    open: async (pod, port) => (await cluster.apis()).openPodPort({ namespace, pod, port }),
  };
}
