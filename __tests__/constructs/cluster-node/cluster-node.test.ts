import { clusterNode, type ClusterNodeProps, Cpu, NODE, Size } from 'slipway';
import { CA, nodeProps } from './support';

test('a machine requests a certificate with a token that it gets later, and trusts only the cluster’s authority', () => {
  const files = filesOf({ endpoint: 'https://api.example.com:6443' });

  const kubeconfig = JSON.parse(files[NODE.bootstrapKubeconfig] ?? '');
  expect(kubeconfig.clusters[0].cluster).toEqual({
    server: 'https://api.example.com:6443',
    'certificate-authority': NODE.ca,
  });
  expect(files[NODE.ca]).toBe(CA);
  expect(kubeconfig.users[0].user).toEqual({ tokenFile: NODE.bootstrapToken });
  expect(Object.keys(files)).not.toContain(NODE.bootstrapToken);
  expect(files['/etc/systemd/system/kubelet.path']).toContain(`PathExists=${NODE.bootstrapToken}`);
});

test('the kubelet is configured by the props, and accepts no anonymous requests', () => {
  const config = JSON.parse(
    filesOf({
      taints: [{ key: 'example.com/db', value: 'yes', effect: 'NoSchedule' }],
      reserved: { memory: Size.gibibytes(1) },
      maxPods: 30,
    })['/etc/kubernetes/kubelet-config.json'] ?? '',
  );

  expect(config).toMatchObject({
    clusterDNS: ['10.96.0.10'],
    clusterDomain: 'cluster.local',
    registerWithTaints: [{ key: 'example.com/db', value: 'yes', effect: 'NoSchedule' }],
    systemReserved: { cpu: Cpu.millis(100).toString(), memory: '1Gi' },
    maxPods: 30,
    authentication: { anonymous: { enabled: false } },
    authorization: { mode: 'Webhook' },
  });
});

test('containerd and the kubelet use the same cgroup driver', () => {
  const files = filesOf({});
  expect(files['/etc/containerd/config.toml']).toContain('SystemdCgroup = true');
  expect(JSON.parse(files['/etc/kubernetes/kubelet-config.json'] ?? '').cgroupDriver).toBe('systemd');
});

test('labels are written in one order, whatever order they were given in', () => {
  const one = filesOf({ labels: { a: '1', 'example.com/b': '2' } });
  expect(one['/etc/systemd/system/kubelet.service']).toContain('--node-labels=a=1,example.com/b=2\n');
  expect(filesOf({ labels: { 'example.com/b': '2', a: '1' } })).toEqual(one);
});

test('images of a registry come from the given endpoint, verified with its own certificate', () => {
  const files = filesOf({ registries: { 'registry.lan:5000': { endpoint: 'https://10.0.0.9', ca: CA } } });
  const folder = `${NODE.registries}/registry.lan:5000`;
  expect(files[`${folder}/hosts.toml`]).toContain('[host."https://10.0.0.9"]');
  expect(files[`${folder}/hosts.toml`]).toContain(`ca = "${folder}/ca.crt"`);
  expect(files[`${folder}/ca.crt`]).toBe(CA);
});

test.each(['podNetwork', 'serviceProxy'] as const)(
  'the %s is the cluster’s matter unless the machine has it',
  (part) => {
    const mark = {
      podNetwork: NODE.podNetworkTemplate,
      serviceProxy: '/etc/systemd/system/kube-proxy.service',
    }[part];
    expect(Object.keys(filesOf({}))).not.toContain(mark);
    expect(Object.keys(filesOf({ [part]: part === 'podNetwork' ? 'routed' : 'machine' }))).toContain(mark);
  },
);

test("the node keeps the pool's own cloud-init, and runs it first", () => {
  const own = {
    users: [{ name: 'ops', sshKeys: [] }],
    files: { '/etc/motd': { content: 'hello' } },
    commands: ['echo first'],
  };
  const { users, files, commands = [] } = clusterNode(nodeProps(), own);
  expect(users).toBe(own.users);
  expect(files).toMatchObject(own.files);
  expect(commands[0]).toBe('echo first');
  expect(commands.length).toBeGreaterThan(1);
});

function filesOf(changes: Partial<ClusterNodeProps>): Readonly<Record<string, string>> {
  const { files = {} } = clusterNode(nodeProps(changes));
  return Object.fromEntries(Object.entries(files).map(([path, { content }]) => [path, content]));
}
