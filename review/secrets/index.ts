export { clearSecrets, collectSecrets } from './collect';
export { type Mask, maskFor } from './mask';
export { maskBetween } from './mask-between';
