export { locationIn, shown } from './location';
export { type Frozen, type JsonFileKind, readJsonFile } from './read-json-file';
export { knownKeys } from './schema-at';
export { publishedSchema, unique, withConditions } from './schema';
