export { type Holding, holdingOf } from './holding';
