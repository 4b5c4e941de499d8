import type { Finding } from '../../../core/findings';
import { resolve, type WorkloadSpec } from '../workload-spec';
import type { Check } from './check';
import { connections } from './connections';
import { identity } from './identity';
import { ingress } from './ingress';
import { mounts } from './mounts';
import { nodeSelector } from './node-selector';
import { ports } from './ports';
import { probes } from './probes';
import { scale } from './scale';
import { variables } from './variables';

const CHECKS: readonly Check[] = [
  identity,
  scale,
  nodeSelector,
  ports,
  probes,
  variables,
  mounts,
  connections,
  ingress,
];

/**
 * Everything that is wrong with a workload, before any construct exists.
 *
 * @param path Where the workload stands, e.g. `environments.prod.services.api`: the findings' paths begin with it.
 */
export function checkWorkload(spec: WorkloadSpec, path: string): readonly Finding[] {
  const workload = resolve(spec);
  return CHECKS.flatMap((check) => check(workload, path));
}
