import type { Finding } from '../../core/findings';
import type { NamespaceReference } from '../namespace';
import { demand } from './check';
import { admits, exemptionsOf, podSecurityLevel } from './exemptions';
import type { ResolvedWorkload } from './workload-spec';

/** That a namespace admits the pods of a workload, where it is known which it admits. */
export function checkAdmission(
  workload: ResolvedWorkload,
  { name, podSecurity }: NamespaceReference,
  path: string,
): readonly Finding[] {
  if (podSecurity === undefined) return [];
  const exemptions = exemptionsOf(workload);
  const needed = podSecurityLevel(exemptions);
  return demand(admits(podSecurity, needed), {
    rule: 'workload/pod-security',
    path: `${path}.namespace`,
    message: `must admit pods of the level ${needed}, which ${exemptions.map((each) => each.path.slice(1)).join(', ')} needs`,
    value: `${name}, which admits ${podSecurity}`,
    advice: `Give the Namespace podSecurity: { level: '${needed}', reason: '…' }, or leave out what needs it.`,
  });
}
