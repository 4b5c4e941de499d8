export { EXIT } from './exit-codes';
export { reportProblems } from './terminal';
