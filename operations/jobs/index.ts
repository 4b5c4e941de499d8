export {
  type JobEvent,
  type JobHistory,
  type JobStanding,
  parseHistory,
  renderHistory,
  standingOf,
} from './job-history';
export { JOB_RECORD } from './job-record';
export {
  explainStanding,
  type JobPlan,
  type JobRun,
  planJob,
  runJob,
  type RunJobOptions,
  runName,
} from './run-job';
