export { checkStack } from './check-stack';
export {
  type AttributeSchema,
  type BlockSchema,
  type NestedSchema,
  type ProviderSchema,
  SAVED_SCHEMAS,
  type SavedSchema,
  savedSchema,
  schemaFile,
} from './provider-schema';
