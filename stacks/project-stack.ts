import { TerraformBackend, TerraformStack } from '../constructs/cdktf';
import type { Construct } from 'constructs';
import { literals } from '../constructs/terraform';
import { type Backend, backendOf, type Environment, type Project } from '../model';

/** Write-only arguments and ephemeral variables, which keep secrets out of plan and state, came with this release. */
const REQUIRED_TERRAFORM = '>= 1.11.0';

/** What every stack of a project is told. */
export interface ProjectStackProps {
  /** Where its state is kept. */
  readonly backend: Backend;
  /** The environment that it belongs to. @default none */
  readonly environment?: string;
}

/** What a stack of an environment is told. */
export function inEnvironment(project: Project, environment: Environment, id: string): ProjectStackProps {
  const state = environment.state ?? project.props.state;
  return { backend: backendOf(state, project.name, id), environment: environment.name };
}

/**
 * What the stacks of a project have in common: a state of their own and the Terraform that they need.
 *
 * What a stack makes for itself has an id that begins with a colon, since users may call a service or a pool anything
 * that is a label: `backend`, say.
 *
 * @example
 * const path = '../../../state/dns.tfstate';
 * const backend = { type: 'local', config: { path }, key: `local ${path}` };
 * const dns = new ProjectStack(new App(), 'dns', { backend });
 *
 * @see https://developer.hashicorp.com/terraform/cdktf/concepts/stacks
 */
export class ProjectStack extends TerraformStack {
  /** Where its state is kept. */
  readonly backend: Backend;
  /** The environment that it belongs to, if any. */
  readonly environment: string | undefined;

  constructor(scope: Construct, id: string, props: ProjectStackProps) {
    super(scope, id);
    this.backend = props.backend;
    this.environment = props.environment;
    new StateBackend(this, props.backend);
    this.addOverride('terraform.required_version', REQUIRED_TERRAFORM);
  }
}

/**
 * A stack's backend exactly as the model computed it. cdktf's own classes differ from machine to machine: its local
 * backend writes an absolute path.
 */
class StateBackend extends TerraformBackend {
  constructor(
    scope: Construct,
    private readonly backend: Backend,
  ) {
    super(scope, ':backend', backend.type);
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return literals({ ...this.backend.config });
  }

  /** Stacks share nothing but what is written in the repository: no stack reads another one's state. */
  override getRemoteStateDataSource(_scope: Construct, name: string, fromStack: string): never {
    throw new Error(
      `A value of stack ${fromStack} is used in another stack (${name}). Stacks share no state: pass a literal, such as a name or a digest, instead.`,
    );
  }
}
