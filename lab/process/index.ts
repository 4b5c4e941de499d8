export { contained } from './contained';
export { LabFailure, lastLines, type Outcome, outputOf, run, type RunOptions } from './run';
export { type Patience, until } from './until';
