import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import type { Backend } from '../model';
import { StateBackend } from './state-backend';

/** Write-only arguments and ephemeral variables, which keep secrets out of plan and state, came with this release. */
const REQUIRED_TERRAFORM = '>= 1.11.0';

export interface ProjectStackProps {
  /** Where its state is kept. */
  readonly backend: Backend;
  /** The environment that it belongs to. @default none */
  readonly environment?: string;
}

/**
 * What the stacks of a project have in common: a state of their own and the Terraform that they need.
 *
 * What a stack makes for itself has an id that begins with a colon, since users may call a service or a pool anything
 * that is a label: `backend`, say.
 */
export class ProjectStack extends TerraformStack {
  readonly backend: Backend;
  readonly environment: string | undefined;

  constructor(scope: Construct, id: string, props: ProjectStackProps) {
    super(scope, id);
    this.backend = props.backend;
    this.environment = props.environment;
    new StateBackend(this, props.backend);
    this.addOverride('terraform.required_version', REQUIRED_TERRAFORM);
  }
}
