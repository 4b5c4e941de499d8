import type { Draft } from '../draft';
import { protocolOf } from '../draft-parts';
import type { Input } from '../input';
import type { KubernetesObject, ManifestContext } from './context';
import { selected } from './network-and-scaling';

/** Connections that network policies open between workloads of the manifests. */
export function readPolicy({ input }: KubernetesObject, context: ManifestContext): void {
  const spec = input.at('spec');
  const own = selected(spec.at('podSelector', 'matchLabels'), context);
  spec.at('policyTypes').texts();
  if (own.length === 0 && (spec.at('ingress').items().length > 0 || spec.at('egress').items().length > 0)) {
    input.leave(
      spec.at('podSelector', 'matchLabels').isThere
        ? 'It is about no pods of the manifests.'
        : 'It is about all pods, or those of an expression: name each connection in connectsTo.',
    );
    return;
  }
  const peers = (rule: Input, key: 'from' | 'to'): readonly Draft[] => {
    const listed = rule.at(key).items();
    if (listed.length === 0)
      rule.leave(
        key === 'from'
          ? 'From anywhere: set allowFrom, or exposed with from: […].'
          : 'To anywhere: set egress: [cidr(…)].',
      );
    return listed.flatMap((peer) => {
      if (peer.at('podSelector', 'matchLabels').isThere && !peer.at('namespaceSelector').isThere) {
        const found = selected(peer.at('podSelector', 'matchLabels'), context);
        if (found.length === 0) peer.note('No pods of the manifests have these labels.');
        return found;
      }
      peer.leave(
        peer.at('ipBlock').isThere
          ? 'Networks outside: set egress: [cidr(…)], or exposed with from: […].'
          : 'Pods of other namespaces, or of any kind: set allowFrom, or use inNamespace(…).',
      );
      return [];
    });
  };
  for (const rule of spec.at('ingress').items())
    for (const from of peers(rule, 'from')) for (const to of own) want(from, to, rule);
  for (const rule of spec.at('egress').items())
    for (const to of peers(rule, 'to')) for (const from of own) want(from, to, rule);
}

/** A connection to each port that a rule opens: to all of them where it names none. */
function want(from: Draft, to: Draft, rule: Input): void {
  if (from === to) return;
  const named = rule.at('ports').items();
  for (const input of named) {
    const [port, protocol] = [input.at('port').text(), protocolOf(input.at('protocol').text())];
    const found = [...to.ports].filter(
      ([name, one]) =>
        (port === undefined || name === port || String(one.container) === port) && one.protocol === protocol,
    );
    if (found.length === 0) input.note(`${to.name} has no such port.`);
    for (const [, { service }] of found) from.wants.push({ host: to.name, input, port: service });
  }
  if (named.length === 0)
    for (const { service } of to.ports.size === 0 ? [{ service: undefined }] : to.ports.values())
      from.wants.push({ host: to.name, input: rule, port: service });
}
