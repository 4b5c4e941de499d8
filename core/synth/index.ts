export { exemptIn } from './exempt-in';
export { parseStack } from './parse-stack';
export type { Block, BlockKind, Move, Removal, Stack, Synth } from './synth';
