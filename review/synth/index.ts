export { isManaged } from '../../core/synth';
export type { Block, BlockKind, Move, PlannedAction, Removal, Stack, Synth } from '../../core/synth';
export { withChangedLocals } from './inline-locals';
export { readPlans } from './read-plans';
export { readSynth } from './read-synth';
export { pathsOf, readSource, type SynthSource } from './source';
export { shareEqual } from './share-equal';
