import { type SavedSchema, savedSchema } from '../../core/provider-schemas';

/** The saved schema that bindings are made from. */
export function neededSchema({
  source,
  version,
}: {
  readonly source: string;
  readonly version: string;
}): SavedSchema {
  const schema = savedSchema(source, version);
  if (schema === undefined) throw new Error(`There is no saved schema of ${source} ${version}`);
  return schema;
}
