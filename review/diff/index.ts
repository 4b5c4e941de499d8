export type { BlockChange, ChangeKind } from './block-change';
export { compareSynths } from './compare-stacks';
export { compareBlocks } from './compare-blocks';
export { compareValues } from './compare-values';
export type { Difference, Inside, Line } from './difference';
export { findHandovers } from './handovers';
export { leavesOf } from './leaves';
export { listIdentity } from './list-identity';
export { dotted, type Identity, isIdentity, keysOf, type Path, renderPath, type PathStep } from './path';
