import { type CloudInit, clusterNode, type ClusterNodeProps, InvalidInput } from 'slipway';
import { CA, nodeProps } from './support';

interface Refusal {
  readonly when: string;
  readonly changes: Partial<ClusterNodeProps>;
  readonly path: string;
  readonly rule?: string;
}

const refusals: readonly Refusal[] = [
  { when: 'the API server has no TLS', changes: { endpoint: 'http://10.0.0.1:6443' }, path: 'endpoint' },
  { when: 'a token is in the address', changes: { endpoint: 'https://t:x@10.0.0.1' }, path: 'endpoint' },
  { when: 'the authority is no certificate', changes: { ca: 'PEM' }, path: 'ca' },
  {
    when: 'there is a key next to the certificate',
    changes: { ca: `${CA}-----BEGIN PRIVATE KEY-----\nMC4C\n-----END PRIVATE KEY-----\n` },
    path: 'ca',
  },
  {
    when: 'the name server is a host name',
    changes: { dns: 'kube-dns' },
    path: 'dns',
    rule: 'cluster-node/dns',
  },
  {
    when: 'the name server is an address of one machine',
    changes: { dns: 'fe80::1%eth0' },
    path: 'dns',
    rule: 'cluster-node/dns',
  },
  { when: 'the domain is invalid', changes: { domain: 'Cluster Local' }, path: 'domain' },
  {
    when: 'a label has no name',
    changes: { labels: { 'example.com/': 'x' } },
    path: 'labels["example.com/"]',
  },
  { when: 'a label has spaces', changes: { labels: { rack: 'rack 1' } }, path: 'labels.rack' },
  {
    when: 'a node calls itself a control plane',
    changes: { labels: { 'node-role.kubernetes.io/control-plane': '' } },
    path: 'labels["node-role.kubernetes.io/control-plane"]',
    rule: 'cluster-node/label',
  },
  {
    when: 'a taint has an unknown effect',
    changes: { taints: [{ key: 'x', effect: 'NoWay' as 'NoExecute' }] },
    path: 'taints[0].effect',
    rule: 'cluster-node/taint',
  },
  {
    when: 'the number of pods is not whole',
    changes: { maxPods: 0.5 },
    path: 'maxPods',
    rule: 'cluster-node/max-pods',
  },
  {
    when: 'a registry has a path',
    changes: { registries: { 'r.example.com/shop': { endpoint: 'https://r.example.com' } } },
    path: 'registries["r.example.com/shop"]',
  },
  {
    when: 'a registry’s address contains credentials',
    changes: { registries: { 'r.example.com': { endpoint: 'https://u:p@r.example.com' } } },
    path: 'registries["r.example.com"].endpoint',
  },
  { when: 'the pause image is invalid', changes: { pauseImage: 'a "b"' }, path: 'pauseImage' },
];

test.each(refusals)('it is refused when $when', ({ changes, path, rule = 'cluster-node/form' }) => {
  expect(findingsOf(changes)).toEqual([expect.objectContaining({ rule, path: `clusterNode.${path}` })]);
});

test('a key that was mistaken for a certificate is not shown', () => {
  const [finding] = findingsOf({ ca: `-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ\n` });
  expect(finding?.value).not.toContain('MC4C');
});

test('certificates with the line ends of Windows are certificates', () => {
  expect(findingsOf({ ca: CA.replaceAll('\n', '\r\n') })).toEqual([]);
});

test('the user’s files must not replace a file that the node needs', () => {
  const own = { files: { '/etc/containerd/config.toml': { content: '' } } };
  expect(findingsOf({}, own)).toEqual([expect.objectContaining({ rule: 'cluster-node/file' })]);
});

test.each([
  { labels: { 'topology.kubernetes.io/zone': 'rack1', 'node.kubernetes.io/pool': 'x', 'example.com/y': '' } },
  { endpoint: 'https://[fd00::1]:6443', dns: 'fd00::a' },
  { ca: `${CA}${CA}` },
])('a node may have %j', (changes) => {
  expect(findingsOf(changes)).toEqual([]);
});

function findingsOf(changes: Partial<ClusterNodeProps>, own: CloudInit = {}) {
  try {
    clusterNode(nodeProps(changes), own);
    return [];
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    return error.findings;
  }
}
