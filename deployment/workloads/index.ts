export { adoptHealthy, givenUp } from './adopt';
export { explainWorkloads, failedWorkloads, whatServes } from './explain-workload';
export { type PlannedWorkload, workloadIn } from './workload-change';
