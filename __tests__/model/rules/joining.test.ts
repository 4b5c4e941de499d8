import { type JoinProps, libvirt, Size } from 'slipway';
import { resolveComposition, checkComposition } from '../../../model';
import { joinedProject, networks } from '../../support/joined-project';
import { type Changes, devProps, services } from '../../support/small-project';

const memory = Size.gibibytes(16);
const nodes = devProps().pools?.['nodes'];

test('machines with everything they need may join', () => {
  expect(findingsOf({})).toEqual([]);
});

test('an impossible cluster is reported where it is declared', () => {
  expect(findingsOf({ join: { dns: 'kube-dns' } })).toEqual([
    expect.objectContaining({ rule: 'cluster-node/dns', path: 'environments.dev.cluster.node.dns' }),
  ]);
});

test('a failure domain that is not a valid label cannot be a zone, and is reported once', () => {
  const host = (uri: string) => libvirt({ uri, cores: 8, memory, failureDomain: 'rack 1' });
  const dev = {
    hypervisors: { a: host('qemu+ssh://ops@a/system'), b: host('qemu+ssh://ops@b/system') },
    networks: {
      lan: { ...networks.lan, kind: 'bridged', bridge: 'br0', gateway: '10.1.0.1', dns: ['10.1.0.1'] },
    },
    pools: { nodes: { ...nodes, slots: { 0: 'a', 1: 'b' } } },
  };
  expect(findingsOf({ dev })).toEqual([
    expect.objectContaining({ path: 'environments.dev.cluster.node.labels["topology.kubernetes.io/zone"]' }),
  ]);
});

test('a file in the pool’s cloud-init that the node needs is refused', () => {
  const cloudInit = { files: { '/etc/containerd/config.toml': { content: '' } } };
  expect(findingsOf({ dev: { pools: { nodes: { ...nodes, cloudInit } } } })).toEqual([
    expect.objectContaining({ rule: 'cluster-node/file' }),
  ]);
});

test('a network that accepts no incoming connections is a warning', () => {
  expect(findingsOf({ dev: { networks: devProps().networks } })).toEqual([
    expect.objectContaining({ rule: 'joining/inbound', severity: 'warning' }),
  ]);
});

test('a network that is not declared is one problem, and no crash', () => {
  expect(findingsOf({ dev: { networks: {} } })).toMatchObject([
    { rule: 'machines/network', path: 'environments.dev.pools.nodes.network' },
  ]);
});

test('what machines reserve for themselves is not available to services', () => {
  // Two machines of 4 GiB.
  const asking = (front: Size) => ({
    dev: {
      services: {
        ...services('dev.example.com'),
        front: { ...services('dev.example.com').front, memory: front, replicas: 1 },
      },
    },
  });
  const fits = asking(Size.mebibytes(3_500));
  expect(findingsOf(fits)).toEqual([]);
  const reserved = { memory: Size.gibibytes(1) };
  expect(findingsOf({ ...fits, join: { reserved } }).map(({ rule }) => rule)).toContain('node-pool/machine');
});

function findingsOf(changes: { readonly join?: Partial<JoinProps>; readonly dev?: Changes['dev'] }) {
  return checkComposition(resolveComposition(joinedProject(changes)));
}
