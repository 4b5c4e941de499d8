export { DeclaredLines } from './declared-line';
export { explain } from './explain';
export { findThing } from './find-thing';
export { knownThings } from './known-things';
export { History } from './origin';
