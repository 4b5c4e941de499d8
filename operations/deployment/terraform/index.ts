export { applyPlan } from './apply-plan';
export { initialise } from './initialise';
export type { Diagnostic } from '../terraform-message';
export { changesIn, type Plan, type PlanRequest } from './plan';
export { planStack } from './plan-stack';
export { DEFAULT_LIMITS, type TerraformSettings } from './settings';
export { jsonOfTerraform, outputOfTerraform, showJson } from './show-json';
export { TerraformFailure } from './terraform-failure';
