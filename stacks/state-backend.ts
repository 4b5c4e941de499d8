import { TerraformBackend } from 'cdktf';
import type { Construct } from 'constructs';
import { literals } from '../constructs/terraform';
import type { Backend } from '../model';

/**
 * A stack's backend exactly as the model computed it. cdktf's own classes differ from machine to machine: its local
 * backend writes an absolute path.
 */
export class StateBackend extends TerraformBackend {
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
