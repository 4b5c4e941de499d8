export { checkStack } from './check-stack';
export {
  type AttributeSchema,
  type BlockSchema,
  type NestedSchema,
  type ProviderSchema,
  SAVED_SCHEMAS,
  savedSchema,
  schemaFile,
} from './provider-schema';
