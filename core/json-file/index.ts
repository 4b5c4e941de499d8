export { locationIn, shown } from './location';
export { type Frozen, type JsonFileKind, readJsonFile } from './read-json-file';
export { publishedSchema, unique, withConditions } from './schema';
