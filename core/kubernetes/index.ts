export { type Kind, kindOfType } from './kinds';
export { parseDuration, parseQuantity } from './quantity';
