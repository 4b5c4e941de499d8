import { Failure, lastLines } from '../../process';
import { type Changes, planStack, type StackFolder } from './plan';
import { terraform } from './terraform';

export interface ApplyOptions {
  readonly destroy?: boolean;
  /**
   * Removes from the hypervisor what an apply that was cut off had made and not yet recorded: Terraform would meet it as
   * "already exists". Gets the addresses that were to be created and are not in the state.
   */
  readonly removeUnrecorded: (stack: StackFolder) => Promise<void>;
}

const LIMIT_MS = 240_000;
const ATTEMPTS = 5;
/** Writing a cloud-init disk takes a tenth of a second; after this it is the race of which `planStack` tells. */
const HUNG = /libvirt_cloudinit_disk\.\S+: Still creating\.\.\. \[(00m)?[23]0s elapsed\]/;
const EMPTY_READ = /error while retrieving remote ISO/;

/**
 * Plans and applies. When the provider's race came between, it plans again and goes on only if what is left to do is
 * part of what it set out to do: an apply is never repeated blindly. Returns what it set out to do.
 *
 * @throws Failure with what Terraform said.
 */
export async function applyStack(
  stack: StackFolder,
  { destroy = false, removeUnrecorded }: ApplyOptions,
): Promise<Changes> {
  const intended = await planStack(stack, { destroy });
  let next = intended;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    if (Object.keys(next.changes).length === 0) return intended.changes;
    const { code, output } = await terraform(
      stack.folder,
      ['apply', '-input=false', '-no-color', next.file],
      { timeoutMs: LIMIT_MS, endWhen: HUNG },
    );
    if (code === 0) return intended.changes;
    if (!HUNG.test(output) && !EMPTY_READ.test(output)) {
      const how = code === undefined ? `was ended after ${LIMIT_MS / 1000} s` : 'failed';
      throw new Failure(`terraform apply ${how}:\n${lastLines(output, 40)}`);
    }
    stack.tell?.('the libvirt provider lost a cloud-init disk in an apply; planning what is left');
    await removeUnrecorded(stack);
    next = await planStack(stack, { destroy });
    refuseOthers(next.changes, intended.changes);
  }
  throw new Failure(`terraform apply came to no end in ${ATTEMPTS} attempts`);
}

function refuseOthers(left: Changes, intended: Changes): void {
  const others = Object.keys(left).filter((address) => !(address in intended));
  if (others.length === 0) return;
  throw new Failure(`an apply that was cut off left more to do than it began with: ${others.join(', ')}`);
}
