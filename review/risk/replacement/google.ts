import type { ReplacementTable } from './table';

// Read in the source of the provider, for the types that hold data.
const provider = 'the source of the google provider';

export const GOOGLE: ReplacementTable = {
  google_sql_database: { provider, arguments: ['instance', 'name', 'project'] },
  google_storage_bucket: { provider, arguments: ['enable_object_retention', 'location', 'name', 'project'] },
};
