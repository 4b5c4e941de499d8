import { at, isOff, only, textOf } from '../../../core/json';
import { containersOf, mayBeOn } from '../../workloads';
import { type Policy, verdict } from '../policy';

/** No container is privileged (pod security standards: baseline), or can gain privileges at run time (restricted). */
export const privileged: Policy = {
  name: 'pods/privileged',
  severity: { protected: 'error', other: 'error' },
  judge: (block) => {
    const containers = containersOf(block);
    if (containers.length === 0) return 'not applicable';
    return verdict(
      containers.flatMap(({ json, path }) => {
        const context = only(at(json, 'security_context'));
        return [
          ...(mayBeOn(at(context, 'privileged'))
            ? [wrong(path, 'privileged', 'must not be set', textOf(at(context, 'privileged')))]
            : []),
          ...(isOff(at(context, 'allow_privilege_escalation'))
            ? []
            : [wrong(path, 'allow_privilege_escalation', 'must be false', 'not false')]),
        ];
      }),
    );
  },
};

function wrong(path: string, argument: string, message: string, value: string) {
  return {
    path: `${path}.security_context.${argument}`,
    message,
    value,
    advice: 'Give the container the one capability that it needs, not the whole node.',
  };
}
