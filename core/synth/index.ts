export { type WrongBlock, wrongBlocks } from './block-form';
export { exemptIn } from './exempt-in';
export { isMade } from './is-made';
export { MANIFEST_FILE, type ManifestStack, parseManifest } from './manifest';
export { parseStack } from './parse-stack';
export type { Block, BlockKind, Move, PlannedAction, Removal, Stack, StackPlan, Synth } from './synth';
