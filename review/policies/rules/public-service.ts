import { at, items, only, textOf } from '../../../core/json';
import { kindOf } from '../../workloads';
import { type Policy, verdict } from '../policy';

/** Service types that cannot be reached from outside. ClusterIP is the default. */
const INSIDE = new Set(['', 'ClusterIP', 'ExternalName']);

/** Where Slipway says who is let in: the option `exposed`, whose network policy keeps out everyone else. */
const EXPOSED_TO = 'slipway/exposed-to';

/** Traffic from outside comes through the ingress, and around it only where it is said who comes that way. */
export const publicService: Policy = {
  name: 'network/public-service',
  severity: { protected: 'error', other: 'warning' },
  judge: (block) => {
    if (kindOf(block) !== 'Service') return 'not applicable';
    const spec = only(block.arguments['spec']);
    const type = textOf(at(spec, 'type'));
    const addresses = items(at(spec, 'external_ips')).map(textOf);
    const declared = textOf(at(only(block.arguments['metadata']), 'annotations', EXPOSED_TO)) !== '';
    return verdict([
      ...(INSIDE.has(type) || declared ? [] : [wrong('spec.type', type)]),
      ...(addresses.length === 0 ? [] : [wrong('spec.external_ips', addresses.join(', '))]),
    ]);
  },
};

function wrong(path: string, value: string) {
  return {
    path,
    message: 'must stay inside the cluster',
    value,
    advice:
      'Expose it by an ingress, which has TLS and a name, or say who comes in: exposed: loadBalancer({ from }).',
  };
}
