export { holdingOf } from './holding';
export { type Holding, NOTHING } from './holding-kind';
