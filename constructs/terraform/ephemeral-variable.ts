import { TerraformVariable } from '../cdktf';
import type { Construct } from 'constructs';
import { claim } from './address';

/**
 * A reference to a value that every run asks for (`TF_VAR_<name>`) and that neither plan nor state keeps. It is valid where
 * Terraform takes such values: in a provider's configuration and in write-only arguments.
 *
 * @throws InvalidInput when the stack has a variable of this name, or it is no Terraform name.
 * @see https://developer.hashicorp.com/terraform/language/values/variables#ephemeral
 * @example
 * const token = ephemeralVariable(this, 'api_token', 'Token of the API'); // TF_VAR_api_token
 */
export function ephemeralVariable(scope: Construct, name: string, description: string): string {
  claim(scope, 'var', name);
  const variable = new TerraformVariable(scope, `:${name}`, { type: 'string', sensitive: true, description });
  variable.addOverride('ephemeral', true);
  variable.overrideLogicalId(name);
  return variable.stringValue;
}
