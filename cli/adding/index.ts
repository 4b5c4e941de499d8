export { type Addition, type ByHand, type Done, writeAddition } from './addition';
export { ADDITIONS, type AddOptions, checkOptions, type Kind } from './requests';
