export { applyStack, type Changes, deedsOf } from './apply';
export { labTerraform, type LabTerraformOptions } from './settings';
export { removeUnrecorded } from './unrecorded';
