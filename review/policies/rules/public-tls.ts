import { at, items, only, textOf } from '../../synth';
import { text } from '../pods';
import { type Policy, verdict } from '../policy';

/** What the outside reaches is encrypted. */
export const publicTls: Policy = {
  name: 'network/public-tls',
  severity: { protected: 'error', other: 'note' },
  judge: ({ type, arguments: args }) => {
    if (type !== 'kubernetes_ingress_v1') return 'not applicable';
    const spec = only(args['spec']);
    const covered = items(at(spec, 'tls')).flatMap((tls) => items(at(tls, 'hosts')));
    return verdict(
      items(at(spec, 'rule'))
        .map((rule) => text(at(rule, 'host')) ?? 'every host')
        .filter((host) => !covered.some((name) => matches(textOf(name), host)))
        .map((host) => ({
          path: `spec.rule[${host}]`,
          message: 'must be served with TLS',
          value: 'plain HTTP',
          advice: 'Give the ingress of the cluster a certificate: certManager(…) or a wildcard of your own.',
        })),
    );
  },
};

function matches(name: string, host: string): boolean {
  return name === host || (name.startsWith('*.') && host.slice(host.indexOf('.')) === name.slice(1));
}
