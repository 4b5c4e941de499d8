export { contained } from './contained';
export { Failure } from './failure';
export { lastLines, type ProgramOutcome, outputOf, run, type RunOptions } from './run';
export { type FaultyPart, networkFault } from './network-fault';
export { parsePrinted } from './parse-printed';
export { signal } from './signal';
export { temporaryFolder, withTemporaryFolder } from './temporary-folder';
export { until } from './until';
