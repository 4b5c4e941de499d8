export { isMade } from '../../core/synth';
export type { Block, BlockKind, Move, Removal, Stack, Synth } from '../../core/synth';
export { readSynth } from './read-synth';
