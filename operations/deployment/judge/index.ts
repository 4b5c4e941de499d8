export { holdsData, type Loss, lossesIn, lossOf } from './judge-plan';
export { type GuardedPool, type Outage, outagesIn } from './outage';
