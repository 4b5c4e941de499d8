import type { Construct } from 'constructs';
import { type TerraformMetaArguments, TerraformProvider, TerraformResource } from '../../cdktf';
import { keep, type Shape, type Values, written } from './shape';

/** A provider, as the stack requires it. */
export interface ProviderPin {
  readonly name: string;
  readonly source: string;
  readonly version: string;
  /** What the prebuilt package asks for. */
  readonly constraint: string;
}

/** A resource of a provider, which writes what its shape takes. */
export abstract class OwnResource extends TerraformResource {
  private readonly values: Values;
  private readonly shape: Shape;

  constructor(
    scope: Construct,
    id: string,
    config: TerraformMetaArguments,
    made: { readonly type: string; readonly by: ProviderPin; readonly shape: Shape },
  ) {
    const { provider, dependsOn, count, lifecycle, provisioners, connection, forEach } = config;
    super(scope, id, {
      terraformResourceType: made.type,
      terraformGeneratorMetadata: metadataOf(made.by),
      ...{ provider, dependsOn, count, lifecycle, provisioners, connection, forEach },
    });
    this.shape = made.shape;
    this.values = keep(config as Values, made.shape);
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return written(this.values, this.shape);
  }

  protected override synthesizeHclAttributes(): never {
    return refuseHcl();
  }
}

/** The configuration of a provider. */
export abstract class OwnProvider extends TerraformProvider {
  private readonly values: Values;
  private readonly shape: Shape;

  constructor(
    scope: Construct,
    id: string,
    config: object,
    made: { readonly by: ProviderPin; readonly shape: Shape },
  ) {
    const { name, source } = made.by;
    super(scope, id, {
      terraformResourceType: name,
      terraformGeneratorMetadata: metadataOf(made.by),
      terraformProviderSource: source,
    });
    this.shape = made.shape;
    this.values = config as Values;
  }

  override get alias(): string | undefined {
    return this.values['alias'] as string | undefined;
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return written(this.values, this.shape);
  }

  protected override synthesizeHclAttributes(): never {
    return refuseHcl();
  }
}

function metadataOf({ name, version, constraint }: ProviderPin) {
  return { providerName: name, providerVersion: version, providerVersionConstraint: constraint };
}

function refuseHcl(): never {
  throw new Error("Slipway's own bindings write JSON: leave `hclOutput` out");
}
