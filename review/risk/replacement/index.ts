export { type Consequence, findReplacements } from './find-replacements';
export { ignoresChangesTo } from './forced-by';
export { isKnownProvider, knowledgeOf } from './knowledge';
