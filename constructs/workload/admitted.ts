import type { Construct } from 'constructs';
import { type Finding, refuseIfAny } from '../../core/findings';
import { checkReference, type NamespaceReference } from '../namespace';
import { declareNotSecret } from '../not-secret';
import { checkAdmission } from './check-admission';
import type { WorkloadContext } from './resources/context';
import { resolve, type WorkloadSpec } from './workload-spec';

/**
 * What the objects of a workload are made from, if its namespace admits it.
 *
 * @param findings what is wrong with it by itself
 * @throws InvalidInput that lists every problem
 */
export function admitted(
  scope: Construct,
  namespace: NamespaceReference,
  spec: WorkloadSpec,
  findings: readonly Finding[],
): WorkloadContext {
  const { path } = scope.node;
  refuseIfAny([...findings, ...checkReference(namespace, `${path}.namespace`)]);
  const workload = resolve(spec);
  declareNotSecret(scope, workload.notSecrets);
  refuseIfAny(checkAdmission(workload, namespace, path));
  return { scope, workload, namespace };
}
