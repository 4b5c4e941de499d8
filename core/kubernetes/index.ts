export { parseDuration, parseQuantity } from './quantity';
