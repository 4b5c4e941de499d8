import type {
  AttributeSchema,
  BlockSchema,
  NestedSchema,
  ProviderSchema,
} from '../../../core/provider-schemas';

/** A provider whose bindings are made, and what of it. */
export interface OwnBindings {
  readonly name: string;
  /** As the prebuilt package writes it into the stack. */
  readonly source: string;
  readonly version: string;
  readonly constraint: string;
  /** Those that come first name the blocks that several have. */
  readonly resources: readonly string[];
}

type Holds = 'value' | 'list' | 'map' | 'one' | 'many';

/** A property with its type, and what {@link Field} says of it. */
interface Property {
  readonly name: string;
  readonly argument: string;
  readonly holds: Holds;
  readonly type: string;
  readonly required: boolean;
  /** The name of the block's shape. */
  readonly shape?: string;
}

/** cdktf keeps these names of a resource for itself. */
const KEPT: Readonly<Record<string, string>> = { build: 'buildAttribute' };

/** The TypeScript of a provider's bindings: types, shapes, and a small class for each resource. */
export function emit(bindings: OwnBindings, schema: ProviderSchema): string {
  const module = new Module();
  const classes = bindings.resources.map((type) => {
    const block = schema.resource_schemas[type]?.block;
    if (block === undefined) throw new Error(`The schema of ${bindings.name} has no ${type}`);
    return resourceOf(module, bindings, type, block);
  });
  const { name, source, version, constraint } = bindings;
  return [
    '// Generated from the schema of the provider by `npm run providers`.',
    `import type { Construct } from 'constructs';`,
    `import type { IResolvable, TerraformMetaArguments } from '../../cdktf';`,
    `import { OwnProvider, OwnResource, type ProviderPin } from '../own/resource';`,
    `import type { Shape } from '../own/shape';`,
    `\nconst BY: ProviderPin = ${JSON.stringify({ name, source, version, constraint })};`,
    providerOf(module, name, schema.provider_schema.block),
    ...classes,
    // Classes are made when the module is loaded, and take their shapes when a resource is made.
    module.text,
  ].join('\n');
}

function resourceOf(module: Module, { name }: OwnBindings, type: string, block: BlockSchema): string {
  const className = pascalCase(type.slice(name.length + 1));
  const properties = module.propertiesOf(block, className, true);
  const texts = Object.entries(block.attributes ?? {}).filter(([, { type: of }]) => of === 'string');
  return `
export interface ${className}Config extends TerraformMetaArguments {
${membersOf(properties)}
}

/** \`${type}\` */
export class ${className} extends OwnResource {
  static readonly tfResourceType = '${type}';

  constructor(scope: Construct, id: string, config: ${className}Config) {
    super(scope, id, config, { type: '${type}', by: BY, shape: ${module.shapeOf(properties)} });
  }
${texts.map(([argument]) => `\n  get ${camelCase(argument)}(): string {\n    return this.getStringAttribute('${argument}');\n  }\n`).join('')}}`;
}

function providerOf(module: Module, provider: string, block: BlockSchema): string {
  const className = `${pascalCase(provider)}Provider`;
  const alias: Property = {
    name: 'alias',
    argument: 'alias',
    holds: 'value',
    type: 'string',
    required: false,
  };
  const properties = [...module.propertiesOf(block, className, false), alias];
  return `
export interface ${className}Config {
${membersOf(properties)}
}

/** The provider \`${provider}\`. */
export class ${className} extends OwnProvider {
  static readonly tfResourceType = '${provider}';

  constructor(scope: Construct, id: string, config: ${className}Config = {}) {
    super(scope, id, config, { by: BY, shape: ${module.shapeOf(properties)} });
  }
}`;
}

/** The types and shapes of blocks, each once: pods are the same in all that runs them. */
class Module {
  private readonly shapes = new Map<string, string>();
  private readonly types = new Map<string, string>();
  private readonly written: string[] = [];

  get text(): string {
    return this.written.join('\n');
  }

  propertiesOf(block: BlockSchema, name: string, isResource: boolean): readonly Property[] {
    const attributes = Object.entries(block.attributes ?? {}).filter(
      ([, { required, optional }]) => required || optional,
    );
    return [
      ...attributes.map(([argument, attribute]) => ({
        name: propertyName(argument, isResource),
        argument,
        ...typeOf(attribute),
        required: attribute.required === true,
      })),
      ...Object.entries(block.block_types ?? {}).map(([argument, nested]) =>
        this.nestedProperty(argument, nested, `${name}${pascalCase(argument)}`, isResource),
      ),
    ];
  }

  shapeOf(properties: readonly Property[]): string {
    const fields = properties.map(({ name, argument, holds, shape }) =>
      shape === undefined
        ? `['${name}', '${argument}', '${holds}']`
        : `['${name}', '${argument}', '${holds}', ${shape}]`,
    );
    return this.once(this.shapes, fields.join(', '), (text) => {
      const name = `SHAPE_${this.shapes.size + 1}`;
      this.written.push(`const ${name}: Shape = [${text}];`);
      return name;
    });
  }

  private nestedProperty(
    argument: string,
    nested: NestedSchema,
    typeName: string,
    isResource: boolean,
  ): Property {
    const properties = this.propertiesOf(nested.block, typeName, false);
    const shape = this.shapeOf(properties);
    const type = this.once(this.types, membersOf(properties), (members) => {
      this.written.push(`export interface ${typeName} {\n${members}\n}`);
      return typeName;
    });
    const isOne = nested.nesting_mode === 'single' || nested.max_items === 1;
    return {
      name: propertyName(argument, isResource),
      argument,
      holds: isOne ? 'one' : 'many',
      type: isOne ? type : `${type}[] | IResolvable`,
      required: (nested.min_items ?? 0) > 0,
      shape,
    };
  }

  private once(known: Map<string, string>, text: string, write: (text: string) => string): string {
    const name = known.get(text) ?? write(text);
    known.set(text, name);
    return name;
  }
}

/** The TypeScript of a type, and how it is held. A set is written as a list. */
const TYPES: Readonly<Record<string, { readonly holds: Holds; readonly type: string }>> = {
  '"string"': { holds: 'value', type: 'string' },
  '"number"': { holds: 'value', type: 'number' },
  '"bool"': { holds: 'value', type: 'boolean | IResolvable' },
  '["list","string"]': { holds: 'list', type: 'string[]' },
  '["list","number"]': { holds: 'list', type: 'number[]' },
  '["set","string"]': { holds: 'list', type: 'string[]' },
  '["set","number"]': { holds: 'list', type: 'number[]' },
  '["map","string"]': { holds: 'map', type: '{ [key: string]: string }' },
};

function typeOf({ type }: AttributeSchema): (typeof TYPES)[string] {
  const key = JSON.stringify(type ?? null);
  const known = TYPES[key];
  if (known === undefined) throw new Error(`There is no rule for an attribute of type ${key}`);
  return known;
}

function membersOf(properties: readonly Property[]): string {
  return properties
    .map(({ name, type, required }) => `  readonly ${name}${required ? '' : '?'}: ${type};`)
    .join('\n');
}

function propertyName(argument: string, isResource: boolean): string {
  return (isResource ? KEPT[argument] : undefined) ?? camelCase(argument);
}

function camelCase(argument: string): string {
  return argument.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function pascalCase(argument: string): string {
  return camelCase(`_${argument}`);
}
