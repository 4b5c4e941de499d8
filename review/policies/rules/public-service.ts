import { at, items, only, textOf } from '../../../core/json';
import { kindOf } from '../../workloads';
import { type Policy, verdict } from '../policy';

/** Service types that cannot be reached from outside. ClusterIP is the default. */
const INSIDE = new Set(['', 'ClusterIP', 'ExternalName']);

/** Traffic from outside comes through the ingress, never around it. */
export const publicService: Policy = {
  name: 'network/public-service',
  severity: { protected: 'error', other: 'warning' },
  judge: (block) => {
    if (kindOf(block) !== 'Service') return 'not applicable';
    const spec = only(block.arguments['spec']);
    const type = textOf(at(spec, 'type'));
    const addresses = items(at(spec, 'external_ips')).map(textOf);
    return verdict([
      ...(INSIDE.has(type) ? [] : [wrong('spec.type', type)]),
      ...(addresses.length === 0 ? [] : [wrong('spec.external_ips', addresses.join(', '))]),
    ]);
  },
};

function wrong(path: string, value: string) {
  return {
    path,
    message: 'must stay inside the cluster',
    value,
    advice: 'Expose it by an ingress, which has TLS and a name.',
  };
}
