export { diagnose, diagnoseJob } from './diagnose';
