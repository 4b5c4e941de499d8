export { applyStack, type Changes, actionsOf } from './apply';
export { labTerraform, type LabTerraformOptions } from './settings';
export { removeUnrecorded } from './unrecorded';
