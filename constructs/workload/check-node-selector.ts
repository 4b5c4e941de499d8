import { type Check, demand, entry, quoted } from './check';
import { has } from './check';

/** The labels of the nodes that it may run on. */
export const nodeSelector: Check = (workload, path) =>
  Object.entries(workload.nodeSelector).flatMap(([key, value]) =>
    demand(has('labelKey', key) && (value === '' || has('labelValue', value)), {
      rule: 'workload/node-selector',
      path: entry(`${path}.nodeSelector`, key),
      message:
        'must be a label: a name of at most 63 characters, behind a domain and a slash if need be, and such a value',
      value: quoted(value),
      advice: 'Write it as `kubectl get nodes --show-labels` shows it.',
    }),
  );
