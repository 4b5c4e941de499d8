import { onHostNetwork } from '../../../constructs/workload';
import { podOf, problemsOf, synthApi } from './a-workload';

// Where a process starts, whose groups it has, and how it and its clients find each other.

test('each of these can be said, of the other containers too where it is theirs', () => {
  const resource = synthApi({
    workingDir: '/srv/${app}',
    supplementalGroups: [2000, 100],
    hostAliases: { '10.1.0.8': ['b.example'], '10.1.0.7': ['ldap.corp.example', 'ldap'] },
    dnsOptions: { ndots: '1', edns0: '' },
    sessionAffinity: 'ClientIP',
    initContainers: { warm: { command: ['./warm'], workingDir: '/tmp' } },
  });
  const pod = podOf(resource);
  expect(pod).toMatchObject({
    container: [{ working_dir: '/srv/$${app}' }],
    init_container: [{ working_dir: '/tmp' }],
    security_context: { supplemental_groups: [2000, 100] },
    host_aliases: [
      { ip: '10.1.0.7', hostnames: ['ldap.corp.example', 'ldap'] },
      { ip: '10.1.0.8', hostnames: ['b.example'] },
    ],
    dns_config: { option: [{ name: 'edns0' }, { name: 'ndots', value: '1' }] },
  });
  expect(resource.kubernetes_service_v1.api.spec.session_affinity).toBe('ClientIP');
});

test('parameters of the kernel stand beside the one that low ports need, and over it', () => {
  const sysctls = { 'net.ipv4.tcp_keepalive_time': '60', 'net.ipv4.ip_local_port_range': '32768 60999' };
  const sysctlsOf = (changes: object): unknown => podOf(synthApi(changes)).security_context.sysctl;
  expect(sysctlsOf({ sysctls, ports: { http: 80 } })).toEqual([
    { name: 'net.ipv4.ip_local_port_range', value: '32768 60999' },
    { name: 'net.ipv4.ip_unprivileged_port_start', value: '80' },
    { name: 'net.ipv4.tcp_keepalive_time', value: '60' },
  ]);
  const zero = { 'net.ipv4.ip_unprivileged_port_start': '0' };
  expect(sysctlsOf({ sysctls: zero, ports: { http: 80 } })).toEqual([
    { name: 'net.ipv4.ip_unprivileged_port_start', value: '0' },
  ]);
  expect(sysctlsOf({})).toBeUndefined();
});

test('none of them is there unless it is said', () => {
  const resource = synthApi();
  const text = JSON.stringify(resource);
  for (const word of ['working_dir', 'supplemental_groups', 'host_aliases', 'dns_config', 'session_affinity'])
    expect(text).not.toContain(word);
});

test.each<[string, object, string]>([
  ['a directory that is relative', { workingDir: 'srv' }, 'shape/kind .workingDir'],
  ['a directory with a space at its end', { workingDir: '/srv ' }, 'shape/kind .workingDir'],
  ['a directory that Linux cannot name', { workingDir: `/${'a'.repeat(4095)}` }, 'shape/kind .workingDir'],
  [
    'an option of the resolver without a name',
    { dnsOptions: { '': '1' } },
    'workload/dns-option .dnsOptions[""]',
  ],
  ['an option of two lines', { dnsOptions: { timeout: '1\n' } }, 'workload/dns-option .dnsOptions.timeout'],
  [
    'more dots than the resolver counts',
    { dnsOptions: { ndots: '16' } },
    'workload/dns-option .dnsOptions.ndots',
  ],
  ['dots in words', { dnsOptions: { ndots: 'two' } }, 'workload/dns-option .dnsOptions.ndots'],
  [
    'a parameter of all nodes',
    { sysctls: { 'vm.max_map_count': '262144' } },
    'workload/sysctl .sysctls["vm.max_map_count"]',
  ],
  [
    'a parameter of two lines',
    { sysctls: { 'net.ipv4.tcp_fin_timeout': '60\n' } },
    'workload/sysctl .sysctls["net.ipv4.tcp_fin_timeout"]',
  ],
  [
    'a parameter of the network of the node',
    {
      kind: 'daemonSet',
      replicas: 1,
      hostNetwork: onHostNetwork('a test'),
      sysctls: { 'net.ipv4.tcp_fin_timeout': '60' },
    },
    'workload/sysctl .sysctls["net.ipv4.tcp_fin_timeout"]',
  ],
  ['a group below zero', { supplementalGroups: [-1] }, 'shape/kind .supplementalGroups[0]'],
  ['an alias of a name', { hostAliases: { ldap: ['ldap.example'] } }, 'shape/kind .hostAliases.ldap'],
  [
    'an alias of an address of one machine',
    { hostAliases: { 'fe80::1%eth0': ['ldap.example'] } },
    'shape/kind .hostAliases["fe80::1%eth0"]',
  ],
  [
    'a name of no host',
    { hostAliases: { '10.1.0.7': ['Ldap_1'] } },
    'shape/kind .hostAliases["10.1.0.7"][0]',
  ],
  ['another affinity', { sessionAffinity: 'cookie' }, 'shape/kind .sessionAffinity'],
])('%s is refused', (_, changes, problem) => {
  expect(problemsOf(changes)).toEqual([problem]);
});
