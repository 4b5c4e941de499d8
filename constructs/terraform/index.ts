export { claimAddress, plainAddress } from './address';
export { ephemeralVariable } from './ephemeral-variable';
export { forgetAddress } from './forget';
export { importObject } from './import';
export { inheritAddresses } from './inherit';
export { literal, literals } from './literal';
export { Triggers } from './triggers';
