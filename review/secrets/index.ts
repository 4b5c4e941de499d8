export { type Mask, maskBetween, maskFor, secretsOf } from './mask';
