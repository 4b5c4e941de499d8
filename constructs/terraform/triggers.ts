import { TerraformResource } from 'cdktf';
import type { Construct } from 'constructs';

/**
 * Terraform's own `terraform_data`, kept for nothing but its parts: when one of them changes it is replaced, and so is what names
 * it as its trigger.
 *
 * cdktf's class for it asks the Terraform on the PATH for its version, in every synth: a synth needs none.
 */
export class Triggers extends TerraformResource {
  constructor(
    scope: Construct,
    id: string,
    private readonly parts: Readonly<Record<string, string>>,
  ) {
    super(scope, id, { terraformResourceType: 'terraform_data' });
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return { triggers_replace: this.parts };
  }
}
