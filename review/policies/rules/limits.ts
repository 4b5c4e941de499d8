import { at, only } from '../../../core/json';
import { containersOf, isSet } from '../../workloads';
import { type Policy, verdict } from '../policy';

const REQUIRED = [
  ['requests', 'cpu'],
  ['requests', 'memory'],
  ['limits', 'memory'],
] as const;

/** Every container declares its resources, so that one that takes too much harms only itself. */
export const limits: Policy = {
  name: 'pods/limits',
  severity: { protected: 'error', other: 'warning' },
  judge: (block) => {
    const containers = containersOf(block);
    if (containers.length === 0) return 'not applicable';
    return verdict(
      containers.flatMap(({ json, path }) =>
        REQUIRED.filter(
          ([kind, resource]) => !isSet(at(only(at(only(at(json, 'resources')), kind)), resource)),
        ).map(([kind, resource]) => ({
          path: `${path}.resources.${kind}.${resource}`,
          message: 'must be set',
          value: 'missing',
          advice: 'Without it the scheduler cannot know what fits, and a leak takes the whole node.',
        })),
      ),
    );
  },
};
