import { basename } from 'node:path';

/** What a person types for Terraform here: `TERRAFORM_BINARY_NAME` where it is set, as for cdktf, such as `tofu`; else `terraform`. */
export function terraformCommand(env: NodeJS.ProcessEnv): string {
  return env['TERRAFORM_BINARY_NAME'] || 'terraform';
}

/** What the program is called: OpenTofu or Terraform. */
export function terraformTitle(env: NodeJS.ProcessEnv): string {
  return basename(terraformCommand(env)).startsWith('tofu') ? 'OpenTofu' : 'Terraform';
}
