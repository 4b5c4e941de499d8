export {
  distinctFindings,
  type Finding,
  keyOfFinding,
  problem,
  renderFindings,
  type Severity,
} from './finding';
export { declaredNames, nearest } from './nearest';
export { unreadable } from './unreadable';
export { InvalidInput, refuseIfAny } from './invalid-input';
