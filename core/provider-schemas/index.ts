export { checkStack } from './check-stack';
export { type ProviderSchema, SAVED_SCHEMAS, savedSchema, schemaFile } from './provider-schema';
