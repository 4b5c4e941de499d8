import { at, items, type Json, only, textOf } from '../../core/json';
import { isEverything, isAnyAddress, labelsOf, NAMESPACE_NAME, selectorWords } from '../network';
import type { OutsideNode, PictureNode } from './picture';
import type { PodIndex } from './pods';

/** The other end of a rule of a network policy. @param rule the rule; @param side `from` or `to` */
export function peersOf(
  rule: Json,
  side: 'from' | 'to',
  home: string,
  pods: PodIndex,
): readonly PictureNode[] {
  const peers = items(at(rule, side));
  if (peers.length === 0) return [outside('network', 'anywhere')];
  return peers.flatMap((peer) => peerOf(peer, home, pods));
}

function peerOf(peer: Json, home: string, pods: PodIndex): readonly PictureNode[] {
  const block = only(at(peer, 'ip_block'));
  if (block !== undefined) return [outside('network', networkWords(block))];
  const [inside, among] = [at(peer, 'pod_selector'), at(peer, 'namespace_selector')];
  const namespace = among === undefined ? home : labelsOf(among)?.get(NAMESPACE_NAME);
  if (namespace === undefined)
    return [outside('pods', `pods of ${selectorWords(among) || 'every namespace'}${suffix(inside)}`)];
  if (isEverything(inside)) return [namespace === home ? everyPod(home) : outside('namespace', namespace)];
  const found = pods.selected(namespace, inside);
  return found.length > 0 ? found : [outside('namespace', `${namespace}${suffix(inside)}`)];
}

/** All pods of a namespace, as one thing: a thousand workloads are not a thousand connections. */
export function everyPod(namespace: string): OutsideNode {
  return outside('pods', `every pod of ${namespace}`);
}

export function outside(what: OutsideNode['what'], name: string): OutsideNode {
  return { id: `outside:${what}:${name}`, name, what };
}

function suffix(selector: Json | undefined): string {
  const words = selectorWords(selector).replace(/^app\.kubernetes\.io\/name=/, '');
  return words === '' ? '' : ` (${words})`;
}

function networkWords(block: Json): string {
  const cidr = textOf(at(block, 'cidr'));
  const except = items(at(block, 'except')).map(textOf);
  if (!isAnyAddress(cidr)) return except.length === 0 ? cidr : `${cidr} except ${except.join(', ')}`;
  const family = cidr.includes(':') ? 'IPv6' : 'IPv4';
  return except.length === 0 ? `any ${family} address` : `any public ${family} address`;
}
