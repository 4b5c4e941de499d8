export { docker } from './docker';
