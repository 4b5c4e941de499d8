import { readPackagedJson } from '../files';

/** A type as Terraform writes it: a word, or a collection of another. */
export type SchemaType =
  | 'string'
  | 'number'
  | 'bool'
  | 'dynamic'
  | readonly ['list' | 'set' | 'map', SchemaType]
  | readonly ['object', Readonly<Record<string, SchemaType>>, ...unknown[]]
  | readonly ['tuple', readonly SchemaType[]];

export type NestingMode = 'single' | 'group' | 'list' | 'set' | 'map';

/** An argument, or something that only the provider knows. */
export interface AttributeSchema {
  readonly type?: SchemaType;
  readonly nested_type?: {
    readonly nesting_mode: NestingMode;
    readonly attributes: Readonly<Record<string, AttributeSchema>>;
  };
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly computed?: boolean;
}

export interface BlockSchema {
  readonly attributes?: Readonly<Record<string, AttributeSchema>>;
  readonly block_types?: Readonly<Record<string, NestedSchema>>;
}

/** A kind of block inside a block. */
export interface NestedSchema {
  readonly nesting_mode: NestingMode;
  readonly min_items?: number;
  readonly max_items?: number;
  readonly block: BlockSchema;
}

type Schemas = Readonly<Record<string, { readonly block: BlockSchema }>>;

/**
 * A provider's schema in one version, as `terraform providers schema -json` describes it.
 * @see https://developer.hashicorp.com/terraform/cli/commands/providers/schema
 */
export interface ProviderSchema {
  readonly provider_schema: { readonly block: BlockSchema };
  readonly resource_schemas: Schemas;
  readonly data_source_schemas: Schemas;
}

/** The schema as it is saved, descriptions removed: with what it is the schema of. */
export interface SavedSchema extends ProviderSchema {
  readonly provider: string;
  readonly version: string;
  readonly format_version: string;
}

/** The versions whose schemas come with Slipway: what its constructs are made for. `npm run schemas:providers` makes the files. */
export const SAVED_SCHEMAS = [
  { source: 'kreuzwerker/docker', version: '3.6.2' },
  { source: 'hashicorp/kubernetes', version: '2.38.0' },
  { source: 'dmacvicar/libvirt', version: '0.8.3' },
  { source: 'bpg/proxmox', version: '0.111.1' },
] as const;

/** The file of a saved schema, in the folder `schemas/providers`. */
export function schemaFile({
  source,
  version,
}: {
  readonly source: string;
  readonly version: string;
}): string {
  return `${source.split('/').at(-1) ?? source}-${version}.json.gz`;
}

/** What Terraform itself provides: `terraform_data` and `terraform_remote_state`. */
export const BUILT_IN: ProviderSchema = {
  provider_schema: { block: {} },
  resource_schemas: {
    terraform_data: {
      block: {
        attributes: {
          id: { type: 'string', computed: true },
          input: { type: 'dynamic', optional: true },
          output: { type: 'dynamic', computed: true },
          triggers_replace: { type: 'dynamic', optional: true },
        },
      },
    },
  },
  data_source_schemas: {
    terraform_remote_state: {
      block: {
        attributes: {
          backend: { type: 'string', required: true },
          config: { type: 'dynamic', optional: true },
          defaults: { type: 'dynamic', optional: true },
          outputs: { type: 'dynamic', computed: true },
          workspace: { type: 'string', optional: true },
        },
      },
    },
  },
};

const loaded = new Map<string, SavedSchema>();

/**
 * The schema of a provider in exactly this version. Undefined where none is saved: another version may have other arguments.
 * @param source as `required_providers` has it: `hashicorp/kubernetes`, or `kubernetes` for one of HashiCorp
 */
export function savedSchema(source: string, version: string): SavedSchema | undefined {
  const [name = '', namespace = 'hashicorp'] = source.split('/').reverse();
  const wanted = `${namespace}/${name}`;
  const exact = version.replace(/^\s*=\s*/, '').trim();
  const saved = SAVED_SCHEMAS.find((each) => each.source === wanted && each.version === exact);
  if (saved === undefined) return undefined;
  const file = schemaFile(saved);
  const schema = loaded.get(file) ?? (readPackagedJson(`providers/${file}`) as SavedSchema);
  loaded.set(file, schema);
  return schema;
}
