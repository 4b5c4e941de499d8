export { bold } from './text';
export { interruptible } from './interruptible';
export { print, tell } from './print';
export { reportProblems } from './report-problems';
