export type { DeployEvent, ResourceEvent } from './event';
export { explainTerraform } from './explain';
export { pushLostImages } from './push-lost-images';
export { missingVariables } from './missing-variables';
export { selectStacks } from './select-stacks';
export { stateOf } from './state';
export { adoptHealthy, explainWorkloads, failedWorkloads } from './workloads';
export { holdsData, type Loss, lossesIn, lossOf } from './refuse-data-loss';
export { type GuardedPool, type Outage, outagesIn } from './refuse-outages';
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
  type TerraformSettings,
} from './terraform';
export { terraformCommand, terraformTitle } from './terraform-program';
export * from './run';
