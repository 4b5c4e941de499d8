/** Kinds that become a Deployment, which replaces their pods on another node as well, and one version by the next. */
export const BECOME_DEPLOYMENTS = ['ReplicaSet', 'ReplicationController', 'Pod'];
/** Kinds whose pods run for as long as they are there. */
export const WORKLOADS = ['Deployment', 'StatefulSet', 'DaemonSet', ...BECOME_DEPLOYMENTS];
/** Kinds whose pods run to their end. */
export const RUNS = ['Job', 'CronJob'];
