/** What runs the pods of a workload. */
export type WorkloadKind = 'deployment' | 'statefulSet' | 'daemonSet';
