export { claimAddress } from './address';
export { literal } from './literal';
