export { contained } from './contained';
export { Failure } from './failure';
export { lastLines, type Outcome, outputOf, run, type RunOptions } from './run';
export { type Patience, until } from './until';
