export { claimAddress } from './address';
export { forgetAddress } from './forget';
export { literal, literals } from './literal';
