export { parseStack } from './parse-stack';
export { readSynth } from './read-synth';
export type { Block, BlockKind, Move, Removal, Stack, Synth } from './synth';
