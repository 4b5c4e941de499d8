export { type Finding, problem, renderFindings, type Severity } from './finding';
export { InvalidInput, refuseIfAny } from './invalid-input';
