export {
  type JobEvent,
  type JobHistory,
  type JobState,
  parseHistory,
  renderHistory,
  jobStateOf,
} from './job-history';
export { JOB_RECORD } from './job-record';
export {
  explainJobState,
  type JobPlan,
  type JobRun,
  planJob,
  runJob,
  type RunJobOptions,
  runName,
} from './run-job';
