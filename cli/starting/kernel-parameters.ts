import { SAFE_SYSCTLS } from '../../constructs/workload';
import type { Draft } from './draft';
import type { Input } from './input';

/** Parameters of the kernel that a pod may have. Ports below 1024 need none. */
export function readSysctls(
  draft: Draft,
  given: readonly (readonly [name: string, value: string, input: Input])[],
): void {
  const kept = given.filter(([name, , input]) => {
    if (SAFE_SYSCTLS.includes(name)) return name !== 'net.ipv4.ip_unprivileged_port_start';
    input.leave(
      'It is not one of those that every node admits in a pod: set it on the nodes, or with addOverride.',
    );
    return false;
  });
  if (kept.length > 0)
    draft.props['sysctls'] = Object.fromEntries(kept.map(([name, value]) => [name, value]));
}
