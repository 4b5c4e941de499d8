import { bridged, machineImage, proxmox, type ProxmoxProps, Size } from 'slipway';
import { resolveComposition, checkComposition } from '../../model';
import { devProps, smallProject } from '../support/small-project';
import { synthProject } from '../support/synth-project';

const cluster = {
  endpoint: 'https://pve.example.com:8006/',
  datastore: 'local-lvm',
  cores: 8,
  memory: Size.gibibytes(16),
};
const node = (props: Partial<ProxmoxProps> & { readonly node: string }) => proxmox({ ...cluster, ...props });
const image = machineImage({
  name: 'tiny',
  source: 'https://images.example.com/tiny.qcow2',
  digest: `sha256:${'a'.repeat(64)}`,
  architecture: 'amd64',
});

/** dev on two nodes of one cluster, one slot on each, changed as given. */
function dev(hypervisors: Readonly<Record<string, ReturnType<typeof proxmox>>> = {}, pool: object = {}) {
  return {
    hypervisors: {
      pve1: node({ node: 'pve1', sshUser: 'terraform' }),
      pve2: node({ node: 'pve2' }),
      ...hypervisors,
    },
    networks: {
      lan: bridged({ bridge: 'vmbr0', cidr: '10.1.0.0/24', gateway: '10.1.0.1', dns: ['10.1.0.1'] }),
    },
    pools: { nodes: { ...devProps().pools?.['nodes'], image, slots: { 0: 'pve1', 1: 'pve2' }, ...pool } },
  };
}

const findingsOf = (...changes: Parameters<typeof dev>) =>
  checkComposition(resolveComposition(smallProject({ dev: dev(...changes) })));

test('each node of a cluster has a stack with its slots, through one endpoint and without credentials', () => {
  const { stacks, files } = synthProject(smallProject({ dev: dev() }));
  const provider = (name: string) => stacks[`dev-machines-${name}`]?.['provider'].proxmox;
  expect(provider('pve1')).toEqual([{ endpoint: cluster.endpoint, ssh: { username: 'terraform' } }]);
  expect(provider('pve2')).toEqual([{ endpoint: cluster.endpoint }]);
  const machine = stacks['dev-machines-pve2']?.resource['proxmox_virtual_environment_vm']?.['nodes-1'];
  expect(machine).toMatchObject({ name: 'small-dev-nodes-1', node_name: 'pve2' });
  expect(JSON.stringify(files)).not.toMatch(/api_token|password = /);
});

test('a cluster may be declared by each of its nodes, but each node only once', () => {
  expect(findingsOf()).toEqual([]);
  expect(findingsOf({ again: node({ node: 'pve1' }) })).toMatchObject([
    { rule: 'reached/twice', path: 'environments.dev.hypervisors.again.uri' },
  ]);
});

test.each([
  ['reached/plain-text', 'pve1.endpoint', { endpoint: 'http://pve.example.com:8006/' }],
  ['reached/credentials', 'pve1.endpoint', { endpoint: 'https://root:secret@pve.example.com:8006/' }],
  ['reached/address', 'pve1.endpoint', { endpoint: 'pve.example.com' }],
  ['vm-pool/proxmox-node', 'pve1.datastore', { datastore: 'local lvm' }],
] as const)('%s: an invalid or unreachable node is refused without its secret', (rule, path, props) => {
  const found = findingsOf({ pve1: node({ node: 'pve1', ...props }) });
  expect(found).toMatchObject([{ rule, path: `environments.dev.hypervisors.${path}` }]);
  expect(JSON.stringify(found)).not.toContain('secret@');
});

test('what the node does not support is refused at the pool, and general errors are reported once', () => {
  const found = findingsOf({}, { cpu: 0, rootDisk: Size.mebibytes(1_500) });
  expect(found.map(({ path }) => path)).toEqual([
    'environments.dev.pools.nodes.cpu',
    'environments.dev.pools.nodes.rootDisk',
  ]);
});
