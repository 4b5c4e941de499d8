import { type Finding, problem } from '../../core/findings';
import { entry } from '../../core/text';
import type { NodeTaint } from './cluster-node-props';
import { formed } from './check-form';

const KEY = {
  must: 'a key: a name of at most 63 characters, behind a domain and a slash if need be',
  advice: 'Write it as in a node’s labels or taints.',
};
const VALUE = {
  must: 'at most 63 letters, digits, hyphens, underscores and dots, between letters or digits',
  advice: 'Shorten or rewrite the value.',
};

/** Kubernetes' own labels that a node may give itself; the others mark nodes that their owners trust more than others. */
const OWN_NAMESPACE = /(^|\.)(kubelet|node)\.kubernetes\.io$/;
const OWN = new Set([
  'topology.kubernetes.io/zone',
  'topology.kubernetes.io/region',
  'node.kubernetes.io/instance-type',
]);
const KUBERNETES = /(^|\.)(kubernetes|k8s)\.io$/;

export function checkLabels(labels: Readonly<Record<string, string>>, path: string): readonly Finding[] {
  return Object.entries(labels).flatMap(([key, value]) => {
    const at = entry(path, key);
    return [
      ...formed('key', key, at, KEY),
      ...formed('value', value, at, VALUE),
      ...(mayGiveItself(key) ? [] : [reserved(at)]),
    ];
  });
}

function mayGiveItself(key: string): boolean {
  const namespace = key.includes('/') ? key.slice(0, key.indexOf('/')) : '';
  return !KUBERNETES.test(namespace) || OWN_NAMESPACE.test(namespace) || OWN.has(key);
}

function reserved(path: string): Finding {
  return problem({
    rule: 'cluster-node/label',
    path,
    message: 'must be a label that a node may give itself',
    advice:
      'Use a domain of your own or node.kubernetes.io/…, or label the node by kubectl once it has joined.',
  });
}

const EFFECTS: Readonly<Record<NodeTaint['effect'], true>> = {
  NoSchedule: true,
  PreferNoSchedule: true,
  NoExecute: true,
};

export function checkTaints(taints: readonly NodeTaint[], path: string): readonly Finding[] {
  return taints.flatMap(({ key, value = '', effect }, index) => [
    ...formed('key', key, `${path}[${index}].key`, KEY),
    ...formed('value', value, `${path}[${index}].value`, VALUE),
    ...(effect in EFFECTS ? [] : [unknownEffect(effect, `${path}[${index}].effect`)]),
  ]);
}

function unknownEffect(effect: string, path: string): Finding {
  return problem({
    rule: 'cluster-node/taint',
    path,
    message: `must be one of ${Object.keys(EFFECTS).join(', ')}`,
    value: JSON.stringify(effect),
    advice: 'Write it as Kubernetes does.',
  });
}
