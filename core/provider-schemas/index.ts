export { checkStack } from './check-stack';
export { SAVED_SCHEMAS, schemaFile } from './provider-schema';
