import { at, isOn, only, textOf } from '../../../core/json';
import { containersOf, podSpec } from '../../workloads';
import { type Policy, verdict } from '../policy';

/**
 * No container runs as root. A value that is unset on the container overrides the pod's (provider kubernetes 2.38), so both
 * must be set.
 */
export const runAsRoot: Policy = {
  name: 'pods/run-as-root',
  severity: { protected: 'error', other: 'warning' },
  judge: (block) => {
    const containers = containersOf(block);
    if (containers.length === 0) return 'not applicable';
    const pod = only(at(only(podSpec(block)), 'security_context'));
    return verdict(
      containers.flatMap(({ json, path }) => {
        const own = only(at(json, 'security_context'));
        const user = at(own, 'run_as_user') ?? at(pod, 'run_as_user');
        if (textOf(user) === '0') return [wrong(path, 'run_as_user', 'must not be root', '0')];
        const says = own === undefined ? isOn(at(pod, 'run_as_non_root')) : isOn(at(own, 'run_as_non_root'));
        return says ? [] : [wrong(path, 'run_as_non_root', 'must be true', 'not true')];
      }),
    );
  },
};

function wrong(path: string, argument: string, message: string, value: string) {
  return {
    path: `${path}.security_context.${argument}`,
    message,
    value,
    advice: 'Let the image run as a user of its own, by its number.',
  };
}
