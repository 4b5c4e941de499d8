import { TerraformVariable } from 'cdktf';
import type { Construct } from 'constructs';
import { claim } from './address';

/**
 * A reference to a value that is asked for at every run (`TF_VAR_<name>`) and kept neither in the plan nor in the state.
 * It may be used where Terraform takes such values: in a provider's configuration and in write-only arguments.
 */
export function ephemeralVariable(scope: Construct, name: string, description: string): string {
  claim(scope, 'var', name);
  const variable = new TerraformVariable(scope, `:${name}`, { type: 'string', sensitive: true, description });
  variable.addOverride('ephemeral', true);
  variable.overrideLogicalId(name);
  return variable.stringValue;
}
