export { bold, shortDigest } from './text';
export { interruptible } from './interruptible';
export { reportProblems } from './report-problems';
