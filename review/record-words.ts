import type { HostRecord, JobRecord, ReplicasRecord, ServiceRecord } from '../core/record';
import { shortHash } from '../core/text';

const GIBIBYTE = 2 ** 30;

/** The digest that a service runs, as people compare it. */
export function digestWords({ digest, sample }: Pick<ServiceRecord, 'digest' | 'sample'>): string {
  if (digest === null) return 'no release';
  return `${shortHash(digest)}${sample ? ' (sample)' : ''}`;
}

/** How many pods run: `×3`, `×3–12`, `on every node`. */
export function replicaWords(replicas: ReplicasRecord): string {
  if (replicas === 'every node') return 'on every node';
  return typeof replicas === 'number' ? `×${replicas}` : `×${replicas.min}–${replicas.max}`;
}

/** When a job runs, and how that relates to services. */
export function jobWords(job: JobRecord): readonly [when: string, how: string] {
  if ('before' in job) return ['once for each image', `before ${job.before.join(', ')}, as ${job.of}`];
  if ('after' in job) return ['once for each image', `after ${job.after.join(', ')}, as ${job.of}`];
  return [job.schedule, `${job.timeZone}, as ${job.of}`];
}

/** What a host has: `16 cores and 32 GiB`. */
export function sizeWords({ cores, memoryBytes }: Pick<HostRecord, 'cores' | 'memoryBytes'>): string {
  return `${cores} cores and ${rounded(memoryBytes / GIBIBYTE)} GiB`;
}

/** What a host has left: `8 of 16 CPUs and 16 of 32 GiB left`. */
export function leftWords({ allocatable, promised }: Pick<HostRecord, 'allocatable' | 'promised'>): string {
  const memoryLeft = (allocatable.memoryBytes - promised.memoryBytes) / GIBIBYTE;
  return `${rounded(allocatable.cpu - promised.cpu)} of ${rounded(allocatable.cpu)} CPUs and ${rounded(memoryLeft)} of ${rounded(allocatable.memoryBytes / GIBIBYTE)} GiB left`;
}

function rounded(value: number): string {
  return String(Math.round(value * 10) / 10);
}
