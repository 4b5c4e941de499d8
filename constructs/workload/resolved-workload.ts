import { Duration, Size } from '../quantities';
import type { WorkloadSpec } from './workload-spec';

/** What stays open when it is not given: there is no value that means the same. */
type Open = 'partOf' | 'command' | 'args' | 'live' | 'startup' | 'storageClass' | 'ingress';

/** A workload with its defaults: all that the checks and the resources read. */
export type ResolvedWorkload = Required<Omit<WorkloadSpec, Open>> & Pick<WorkloadSpec, Open>;

/** Puts the defaults in. An option that is given as `undefined` counts as not given. */
export function resolve(spec: WorkloadSpec): ResolvedWorkload {
  return {
    ...spec,
    user: spec.user ?? 10_001,
    imagePullSecrets: spec.imagePullSecrets ?? [],
    single: spec.single ?? false,
    nodeSelector: spec.nodeSelector ?? {},
    ports: spec.ports ?? {},
    terminationGrace: spec.terminationGrace ?? Duration.seconds(30),
    rolloutDeadline: spec.rolloutDeadline ?? Duration.minutes(5),
    env: spec.env ?? {},
    secrets: spec.secrets ?? {},
    files: spec.files ?? {},
    scratch: spec.scratch ?? [],
    scratchSize: spec.scratchSize ?? Size.mebibytes(256),
    volumes: spec.volumes ?? {},
    protect: spec.protect ?? false,
    connectsTo: spec.connectsTo ?? {},
    egress: spec.egress ?? {},
  };
}
