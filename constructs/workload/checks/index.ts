export { checkWorkload } from './check-workload';
