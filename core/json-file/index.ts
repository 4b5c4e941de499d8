export { locationIn, shown } from './location';
export { type Frozen, type JsonFileKind, readJsonFile } from './read-json-file';
export { formFindings } from './form';
export { isNestedDeeper } from './nesting';
export { nounOf } from './noun';
export { knownKeys, schemaBy } from './schema-at';
export { publishedSchema, unique, withConditions } from './schema';
