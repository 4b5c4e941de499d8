export { type Consequence, findReplacements } from './find-replacements';
export { overlooks } from './forced-by';
export { isKnownProvider, knowledgeOf } from './knowledge';
