export { bold } from './text';
export { endOnceReported, endProcess } from './end-process';
export { interruptible } from './interruptible';
export { loadFault } from './load-fault';
export { print, printJson, tell } from './print';
export { reportProblems } from './report-problems';
export { withoutTrace } from './unexpected';
