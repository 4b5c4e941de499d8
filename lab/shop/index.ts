export { changeShop } from './changes';
export { shopDown } from './down';
export { machinesOf } from './log-in';
export { prepareShop, type ReadyShop } from './prepare';
export { type Proof, proveShop } from './prove';
export { shipShop } from './ship';
export { type Shop, shopIn } from './shop';
export type { Slipway } from './slipway';
