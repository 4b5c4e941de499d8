export {
  type JobEvent,
  type JobHistory,
  type JobState,
  parseHistory,
  renderHistory,
  jobStateOf,
} from './job-history';
export { JOB_RECORD } from './job-record';
export { explainJobState, type JobPlan, planJob, runJob, runName } from './run-job';
