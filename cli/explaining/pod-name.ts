/** The letters that Kubernetes makes endings of: no vowels, so that they spell nothing. */
const RANDOM = '[bcdfghjklmnpqrstvwxz2456789]';

/** What controllers put behind the name of a workload. */
const ENDINGS: readonly RegExp[] = [
  // a stateful set: api-0
  /^\d+$/,
  // a daemon set, or a job that somebody started by hand: api-x2x4z
  new RegExp(`^${RANDOM}{5}$`),
  // a deployment's replica set, and its pods: api-7c9d8f6b5, api-7c9d8f6b5-x2x4z
  new RegExp(`^${RANDOM}{6,10}(-${RANDOM}{5})?$`),
  // a run of a cron job, and its pods: nightly-29384756-x2x4z
  new RegExp(`^\\d{6,}(-${RANDOM}{5})?$`),
  // a run of a job of Slipway, and its pods: migrate-3f2a9c01b4d7-x2x4z
  new RegExp(`^[0-9a-f]{12}(-${RANDOM}{5})?$`),
];

/**
 * The workload that a pod of this name belongs to: of several, the one with the longest name. Undefined where the name is not one that
 * Kubernetes gives to a pod of any of them.
 *
 * @example
 * workloadOfPod('api-7c9d8f6b5-x2x4z', ['api', 'web']); // 'api'
 */
export function workloadOfPod(pod: string, workloads: readonly string[]): string | undefined {
  return workloads
    .filter((workload) => pod.startsWith(`${workload}-`))
    .filter((workload) => ENDINGS.some((ending) => ending.test(pod.slice(workload.length + 1))))
    .sort((a, b) => b.length - a.length)[0];
}
