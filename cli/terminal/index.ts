export { bold } from './bold';
export { interruptible } from './interruptible';
export { reportProblems } from './report-problems';
export { shortDigest } from './short-digest';
