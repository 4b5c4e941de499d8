export type { CheckOutcome } from './outcome';
export type { ReachPods } from './pod-check';
export { runChecks } from './run-checks';
