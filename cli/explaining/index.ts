export { DeclaredLines } from './declared-line';
export { explain } from './explain';
export { findTarget } from './find-target';
export { knownTargets } from './known-targets';
export { History } from './origin';
