export { type Consequence, findReplacements } from './find-replacements';
export { knowledgeOf } from './knowledge';
