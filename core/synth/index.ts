export { type WrongBlock, wrongBlocks } from './block-form';
export { exemptIn } from './exempt-in';
export { isManaged } from './is-managed';
export { MANIFEST_FILE, type ManifestStack, parseManifest } from './manifest';
export { parseStack } from './parse-stack';
export type { Block, BlockKind, Move, PlannedAction, Removal, Stack, StackPlan, Synth } from './synth';
