export { connectEnvironment, type EnvironmentCluster, environmentCluster } from './environment-cluster';
export { environmentPods } from './environment-pods';
export { joinMachines, type JoinMachinesOptions, nodeMachines } from './join-machines';
export { jobRuns } from './job-runs';
export { judgeRollout, type RolloutJudgement } from './judge-rollout';
export {
  explainObserved,
  type ObservedService,
  observeServices,
  type SelectedService,
} from './observe-services';
