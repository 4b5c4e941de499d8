export type { DeployEvent, NoteEvent, OutcomeEvent, ResourceEvent, RunEvent } from './event';
export { explainTerraform } from './explain';
export { pushLostAgain } from './images';
export { missingVariables } from './missing-variables';
export { selectStacks } from './select-stacks';
export { stateOf, type StateResource } from './state';
export { adoptHealthy, explainWorkloads, failedWorkloads } from './workloads';
export { type GuardedPool, holdsData, type Loss, lossesIn, lossOf, type Outage, outagesIn } from './judge';
export { MACHINE_TYPES, machinesThat, nameIn } from './machines';
export type { PlannedAction, PlannedChange, Values } from './planned-change';
export { withPrivateFolder } from './private-folder';
export { stackFolder, type StackFolder } from './stack-folder';
export {
  applyPlan,
  initialise,
  type Plan,
  planStack,
  type PlanRequest,
  outputOfTerraform,
  showJson,
  TerraformFailure,
  type TerraformLimits,
  type TerraformSettings,
} from './terraform';
export * from './run';
