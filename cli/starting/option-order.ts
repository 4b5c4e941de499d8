/** The order in which options are written. */
const ORDER = (
  'of image kind before after schedule timeZone concurrency command args workingDir user group fsGroup supplementalGroups capabilities privileged hostNetwork ' +
  'hostPid sysctls rootFilesystem serviceAccount labels annotations podLabels podAnnotations single ports ready live startup preStop ' +
  'terminationGrace rolloutDeadline rollout minReady historyLimit disruptionBudget nodeSelector tolerations affinity topologySpread ' +
  'priorityClass runtimeClass env settings secrets envFrom files mounts scratch volumes connectsTo egress hostAliases dnsOptions sessionAffinity ipFamilies allowFrom metrics public ' +
  'initContainers sidecars retries deadline history'
).split(' ');

/** Compares two options by the order in which they are written. */
export function byOrder(a: string, b: string): number {
  return ORDER.indexOf(a) - ORDER.indexOf(b);
}
