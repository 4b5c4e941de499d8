export { reportProblems } from './report-problems';
