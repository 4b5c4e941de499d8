export { visible, visibleJson, visibleLines } from './visible';
