export { applyStack, type ApplyOptions } from './apply';
export { type Changes, type Deed, type Plan, planStack, type StackFolder } from './plan';
export { removeUnrecorded } from './unrecorded';
export { terraform } from './terraform';
