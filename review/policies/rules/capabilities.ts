import { at, items, only, textOf } from '../../../core/json';
import { containersOf } from '../../workloads';
import { type Policy, verdict } from '../policy';

/** Containers drop all capabilities, and add at most the one for ports below 1024 (pod security standards: restricted). */
export const capabilities: Policy = {
  name: 'pods/capabilities',
  severity: { protected: 'error', other: 'warning' },
  judge: (block) => {
    const containers = containersOf(block);
    if (containers.length === 0) return 'not applicable';
    return verdict(
      containers.flatMap(({ json, path }) => {
        const own = only(at(only(at(json, 'security_context')), 'capabilities'));
        const added = items(at(own, 'add')).filter((name) => name !== 'NET_BIND_SERVICE');
        return [
          ...(items(at(own, 'drop')).includes('ALL')
            ? []
            : [wrong(`${path}.security_context.capabilities.drop`, 'must drop ALL', 'without it')]),
          ...(added.length === 0
            ? []
            : [
                wrong(
                  `${path}.security_context.capabilities.add`,
                  'must add none',
                  added.map(textOf).join(', '),
                ),
              ]),
        ];
      }),
    );
  },
};

function wrong(path: string, message: string, value: string) {
  return { path, message, value, advice: 'Few programs need one; NET_BIND_SERVICE is allowed.' };
}
