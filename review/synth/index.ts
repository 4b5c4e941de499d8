export {
  at,
  canonical,
  entryOf,
  isList,
  isOff,
  isOn,
  isObject,
  items,
  type Json,
  type JsonObject,
  mapTexts,
  only,
  textOf,
  within,
} from './json';
export { parseStack } from './parse-stack';
export { readSynth } from './read-synth';
export type { Block, BlockKind, Move, Removal, Stack, Synth } from './synth';
