export { contained } from './contained';
export { Failure } from './failure';
export { lastLines, type Outcome, outputOf, run, type RunOptions } from './run';
export { signal } from './signal';
export { type Patience, until } from './until';
