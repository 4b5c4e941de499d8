import { at, only, textOf } from '../../../core/json';
import { containersOf, podSpec } from '../../workloads';
import { type Policy, verdict } from '../policy';

const ALLOWED = new Set(['RuntimeDefault', 'Localhost']);

/** Rare system calls are blocked (pod security standards: restricted). */
export const seccomp: Policy = {
  name: 'pods/seccomp',
  severity: { protected: 'error', other: 'warning' },
  judge: (block) => {
    const containers = containersOf(block);
    if (containers.length === 0) return 'not applicable';
    const pod = only(at(only(podSpec(block)), 'security_context'));
    return verdict(
      containers.flatMap(({ json, path }) => {
        const own = only(at(json, 'security_context'));
        const type = at(only(at(own, 'seccomp_profile') ?? at(pod, 'seccomp_profile')), 'type');
        if (ALLOWED.has(textOf(type))) return [];
        return [
          {
            path: `${path}.security_context.seccomp_profile.type`,
            message: 'must be RuntimeDefault or Localhost',
            value: type === undefined ? 'not set' : textOf(type),
            advice: 'Set it on the pod, where it counts for every container.',
          },
        ];
      }),
    );
  },
};
