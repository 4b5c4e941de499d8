import { TerraformResource } from '../cdktf';
import type { Construct } from 'constructs';

/**
 * A `terraform_data` that stands for a set of values: when one of them changes it is replaced, and so is every resource that
 * names it in `replace_triggered_by`.
 *
 * cdktf's own class for it runs the Terraform on the PATH in every synth, to ask for its version. This one needs none.
 *
 * @see https://developer.hashicorp.com/terraform/language/resources/terraform-data
 * @example
 * claimAddress(new Triggers(this, 'fingerprint', { image: digest, machine: 'pc' }), 'nodes-0');
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
