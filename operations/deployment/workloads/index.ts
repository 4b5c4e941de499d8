export { adoptHealthy } from './adopt';
export { explainWorkloads, failedWorkloads } from './explain-workload';
export { type PlannedWorkload, workloadIn } from './workload-change';
