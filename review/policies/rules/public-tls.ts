import { at, items, type Json, only, textOf } from '../../../core/json';
import { kindOf, text } from '../../workloads';
import { type Policy, verdict } from '../policy';

const EVERY_HOST = 'every host';

/** Everything that can be reached from outside is encrypted. */
export const publicTls: Policy = {
  name: 'network/public-tls',
  severity: { protected: 'error', other: 'note' },
  judge: (block) => {
    if (kindOf(block) !== 'Ingress') return 'not applicable';
    const spec = only(block.arguments['spec']);
    const covered = items(at(spec, 'tls')).flatMap((tls) => {
      const hosts = items(at(tls, 'hosts')).map(textOf);
      return hosts.length === 0 ? [EVERY_HOST] : hosts;
    });
    return verdict(
      hostsOf(spec)
        .filter((host) => !covered.some((name) => matches(name, host)))
        .map((host) => ({
          path: `spec.rule[${host}]`,
          message: 'must be served with TLS',
          value: 'plain HTTP',
          advice: 'Give the ingress of the cluster a certificate: certManager(…) or a wildcard of your own.',
        })),
    );
  },
};

/** The hosts that an ingress answers to. Requests that match no rule go to its default backend. */
function hostsOf(spec: Json | undefined): readonly string[] {
  const named = items(at(spec, 'rule')).map((rule) => text(at(rule, 'host')) ?? EVERY_HOST);
  const hasDefault = ['default_backend', 'backend'].some((name) => only(at(spec, name)) !== undefined);
  return [...new Set([...named, ...(hasDefault ? [EVERY_HOST] : [])])];
}

function matches(name: string, host: string): boolean {
  if (name === EVERY_HOST) return true;
  return name === host || (name.startsWith('*.') && host.slice(host.indexOf('.')) === name.slice(1));
}
