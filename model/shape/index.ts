export { checkShape } from './check-shape';
