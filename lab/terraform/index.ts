export { applyStack, type Changes, actionsOf } from './apply';
export { labTerraform } from './settings';
export { removeUnrecorded } from './unrecorded';
