import { at, items, type Json, only, textOf, within } from '../../core/json';
import type { Block } from '../synth';
import { isAnyAddress } from './addresses';
import type { Opening } from './openings';
import type { Party } from './parties';
import { boundedPorts } from './ports';
import { isEverything, labelsOf, NAMESPACE_NAME, selectorWords } from './selectors';

/** What a network policy lets through. Traffic that no policy selects is open, too. */
export function policyOpenings(block: Block | undefined): readonly Opening[] {
  const spec = only(block?.arguments['spec']);
  if (block === undefined || spec === undefined) return [];
  const home = textOf(within(block.arguments, ['metadata', 'namespace']));
  const types = items(at(spec, 'policy_types')).map(textOf);
  const isAbout = (type: string): boolean => types.length === 0 || types.includes(type);
  const subject: Party = { kind: 'pods', pods: podWords(at(spec, 'pod_selector')), of: 'home' };
  const openings = (side: 'ingress' | 'egress'): readonly Opening[] =>
    items(at(spec, side)).flatMap((rule) => {
      const peers = peersOf(rule, side === 'ingress' ? 'from' : 'to', home);
      const ports = boundedPorts(portsOf(rule), peers.length);
      return peers.flatMap((peer) =>
        ports.map((port) =>
          side === 'ingress' ? { from: peer, to: subject, port } : { from: subject, to: peer, port },
        ),
      );
    });
  return [
    ...(isAbout('Ingress') ? openings('ingress') : []),
    ...(isAbout('Egress') ? openings('egress') : []),
  ];
}

/** Whether a policy is about every pod of its namespace. */
export function isAboutEveryPod(block: Block): boolean {
  return subjectOf(block) === '';
}

/** The pods that a policy is about, as people call them; empty for every one. */
export function subjectOf(block: Block): string {
  return podWords(within(block.arguments, ['spec', 'pod_selector']));
}

function peersOf(rule: Json, side: 'from' | 'to', home: string): readonly Party[] {
  const peers = items(at(rule, side));
  if (peers.length === 0) return [{ kind: 'anything' }];
  return peers.map((peer) => {
    const addresses = only(at(peer, 'ip_block'));
    if (addresses !== undefined) return addressesOf(addresses);
    const [pods, among] = [podWords(at(peer, 'pod_selector')), at(peer, 'namespace_selector')];
    return { kind: 'pods', pods, of: namespacesOf(among, home) };
  });
}

/** All addresses of one family without an exception are as good as no rule about who it is. */
function addressesOf(block: Json): Party {
  const network = textOf(at(block, 'cidr'));
  const except = items(at(block, 'except')).map(textOf);
  return isAnyAddress(network) && except.length === 0
    ? { kind: 'anything' }
    : { kind: 'addresses', network, except };
}

function namespacesOf(
  selector: Json | undefined,
  home: string,
): 'home' | 'every' | { readonly namespaces: string } {
  // A plan has an empty list for a block that is not there.
  if (items(selector).length === 0) return 'home';
  if (isEverything(selector)) return 'every';
  const name = labelsOf(selector)?.get(NAMESPACE_NAME);
  if (name === undefined) return { namespaces: `namespaces with ${selectorWords(selector)}` };
  return name === home ? 'home' : { namespaces: name };
}

/** Labels that name a workload by themselves, whatever stands beside them. */
const NAMES = ['app.kubernetes.io/name', 'k8s-app', 'app'];

/** Pods as people call them; empty for every one. */
function podWords(selector: Json | undefined): string {
  if (selector === undefined || selector === null || isEverything(selector)) return '';
  const labels = labelsOf(selector);
  const name = NAMES.map((key) => labels?.get(key)).find((value) => value !== undefined);
  return name ?? `pods with ${selectorWords(selector)}`;
}

function portsOf(rule: Json): readonly (string | undefined)[] {
  const ports = items(at(rule, 'ports'));
  if (ports.length === 0) return [undefined];
  return ports.map((port) => {
    const [first, last] = [textOf(at(port, 'port')), textOf(at(port, 'end_port'))];
    const protocol = textOf(at(port, 'protocol')) || 'TCP';
    // A plan has 0 for an end that is not given.
    const end = last === '' || last === '0' ? '' : `–${last}`;
    return first === '' ? `every ${protocol} port` : `${protocol} ${first}${end}`;
  });
}
