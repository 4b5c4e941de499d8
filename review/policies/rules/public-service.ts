import { at, only, textOf } from '../../synth';
import { type Policy, verdict } from '../policy';

/** The outside comes in by the ingress, not past it. */
export const publicService: Policy = {
  name: 'network/public-service',
  severity: { protected: 'error', other: 'warning' },
  judge: ({ type, arguments: args }) => {
    if (type !== 'kubernetes_service_v1') return 'not applicable';
    const met = textOf(at(only(args['spec']), 'type'));
    return verdict(
      met === 'LoadBalancer' || met === 'NodePort'
        ? [
            {
              path: 'spec.type',
              message: 'must stay inside the cluster',
              value: met,
              advice: 'Expose it by an ingress, which has TLS and a name.',
            },
          ]
        : [],
    );
  },
};
