export type { CheckOutcome } from './outcome';
export { runChecks } from './run-checks';
