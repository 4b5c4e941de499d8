export { clearSecrets, collectSecrets } from './collect';
export { type Mask, maskBetween, maskFor } from './mask';
