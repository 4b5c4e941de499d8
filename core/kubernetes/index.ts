export { type Kind, kindOfType } from './kinds';
export { NAME_FORM } from './name-form';
export { parseDuration, parseQuantity } from './quantity';
