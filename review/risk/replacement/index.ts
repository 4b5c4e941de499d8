export { type Consequence, findReplacements } from './find-replacements';
export { ignoresChangesTo } from './forced-by';
export { keptIn } from './kept';
export { isKnownProvider, knowledgeOf } from './knowledge';
export type { ReplacementKnowledge } from './table';
