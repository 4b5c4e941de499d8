import type { RiskLevel } from '../../../review/risk';
import type { StackJson } from '../support/synth-of';
import type { Pair } from './pair';

// Where providers look, as whom, and whom they trust.

/** prod before and after. */
export const between = (before: StackJson, after: StackJson): Pick<Pair, 'before' | 'after'> => ({
  before: { 'prod-services': before },
  after: { 'prod-services': after },
});

export const provider = (name: string, before: object, after: object) =>
  between({ provider: { [name]: [before] } }, { provider: { [name]: [after] } });
const SPACE = { kubernetes_namespace_v1: { own: { metadata: { name: 'own' } } } };
const DEFAULT = { provider: { kubernetes: [{ config_context: 'prod' }] } };
const LOGIN = { address: 'r.example.com', username: 'ops', password: 'first-of-two-words' };
const role = (name: string) => ({ assume_role: [{ role_arn: `arn:aws:iam::1:role/${name}` }] });
const token = (...args: readonly string[]) => ({
  exec: [{ command: 'aws', args: ['eks', 'get-token', ...args] }],
});
const version = (v: string) => ({
  exec: [{ api_version: `client.authentication.k8s.io/${v}`, command: 'aws' }],
});
const cluster = (host: string) => ({ kubernetes: [{ host }] });
const group = (prevent_deletion_if_contains_resources: boolean) => ({
  features: [{ resource_group: [{ prevent_deletion_if_contains_resources }] }],
});

/** What a provider is told, before and after. */
const PROVIDERS: readonly (readonly [
  name: string,
  provider: string,
  before: object,
  after: object,
  level: RiskLevel,
  told: RegExp,
])[] = [
  [
    'a provider of charts looks at another cluster',
    'helm',
    cluster('https://a'),
    cluster('https://b'),
    'data',
    /cluster \(kubernetes\.host\)/,
  ],
  [
    'a provider of AWS no longer looks at a stand-in',
    'aws',
    { endpoints: [{ s3: 'http://localhost:4566' }] },
    {},
    'data',
    /\(endpoints\.s3\)/,
  ],
  [
    'a provider looks at another server of secrets',
    'vault',
    { address: 'https://a' },
    { address: 'https://b' },
    'data',
    /\(address\)/,
  ],
  [
    'a provider of AWS takes another role of its account',
    'aws',
    role('read'),
    role('admin'),
    'privileges',
    /^acts as somebody else \(assume_role\.role_arn\)$/,
  ],
  [
    'a provider acts as another user of its cluster',
    'kubernetes',
    { config_context_auth_info: 'a' },
    { config_context_auth_info: 'b' },
    'privileges',
    /^acts as somebody else/,
  ],
  [
    'a provider gets its token in another way',
    'kubernetes',
    token('--cluster-name', 'a'),
    token('--cluster-name', 'b'),
    'privileges',
    /^runs another command to log in \(exec\)$/,
  ],
  [
    'a provider gets its token by another word',
    'kubernetes',
    { token: 'first-of-two-words' },
    { token: 'second-of-two-words' },
    'rest',
    /^logs in with other credentials \(token\)$/,
  ],
  [
    'a provider logs in to another registry',
    'docker',
    { registry_auth: [LOGIN] },
    { registry_auth: [{ ...LOGIN, address: 's.example.com' }] },
    'rest',
    /^logs in to the registry s\.example\.com from now on\nno longer logs in to the registry r\.example\.com$/,
  ],
  [
    'a provider logs in to a registry as somebody else',
    'docker',
    { registry_auth: [LOGIN] },
    { registry_auth: [{ ...LOGIN, password: 'second-of-two-words' }] },
    'rest',
    /^logs in with other credentials \(registry_auth\.password\)$/,
  ],
  [
    'a provider reaches its engine without a certificate',
    'docker',
    { host: 'tcp://a:2376', cert_path: '/certs' },
    { host: 'tcp://a:2376' },
    'exposure',
    /^no longer verifies whom it connects to \(cert_path\)$/m,
  ],
  [
    'a provider takes every engine for the right one',
    'docker',
    { ssh_opts: ['-o', 'StrictHostKeyChecking=yes'] },
    { ssh_opts: ['-o', 'StrictHostKeyChecking=no'] },
    'exposure',
    /\(ssh_opts\)$/,
  ],
  [
    'a provider takes every hypervisor for the right one',
    'libvirt',
    { uri: 'qemu+ssh://ops@a/system' },
    { uri: 'qemu+ssh://ops@a/system?no_verify=1' },
    'exposure',
    /\(uri\)$/,
  ],
  [
    'a provider reaches its hypervisor with another key',
    'libvirt',
    { uri: 'qemu+ssh://ops@a/system?keyfile=/a' },
    { uri: 'qemu+ssh://ops@a/system?keyfile=/b' },
    'rest',
    /^$/,
  ],
  [
    'a provider reaches its database without TLS',
    'postgresql',
    { host: 'a', sslmode: 'verify-full' },
    { host: 'a', sslmode: 'disable' },
    'exposure',
    /\(sslmode\)$/,
  ],
  [
    'a provider no longer refuses other accounts',
    'aws',
    { allowed_account_ids: ['1'] },
    {},
    'protection',
    /^no longer refuses other accounts/,
  ],
  [
    'a provider destroys groups with what others made in them',
    'azurerm',
    group(true),
    group(false),
    'protection',
    /^destroys groups with what others made/,
  ],
];

export const providers: readonly Pair[] = [
  ...PROVIDERS.map(([name, of, before, after, level, told]): Pair => ({
    name,
    ...provider(of, before, after),
    outcome: level === 'rest' ? 'changes' : 'approval',
    entries: [[level, 'update', `provider.${of}`, told]],
  })),
  {
    name: 'a provider names the file of its cluster in a list',
    ...provider('kubernetes', { config_path: '~/.kube/config' }, { config_paths: ['~/.kube/config'] }),
    outcome: 'changes',
    entries: [['rest', 'update', 'provider.kubernetes', /^$/]],
  },
  {
    name: 'a provider names another file of its cluster in a list',
    ...provider('kubernetes', { config_path: '~/.kube/config' }, { config_paths: ['~/.kube/other'] }),
    outcome: 'approval',
    entries: [['data', 'update', 'provider.kubernetes', /config_path, config_paths/]],
  },
  {
    name: 'a provider of Docker says where it looks anyway',
    ...provider('docker', {}, { host: 'unix:///var/run/docker.sock' }),
    outcome: 'changes',
    entries: [['rest', 'update', 'provider.docker', /^$/]],
  },
  {
    name: 'a provider of Docker looks at another engine',
    ...provider('docker', {}, { host: 'tcp://build.example.com:2376' }),
    outcome: 'approval',
    entries: [['data', 'update', 'provider.docker', /\(host\)/]],
  },
  {
    name: 'a provider gets its token as before, in another version of the answer',
    ...provider('kubernetes', version('v1beta1'), version('v1')),
    outcome: 'changes',
    entries: [['rest', 'update', 'provider.kubernetes', /^$/]],
  },
  {
    name: 'a provider that made something is no longer configured',
    ...between({ ...DEFAULT, ...SPACE }, SPACE),
    outcome: 'approval',
    entries: [
      ['data', 'delete', 'provider.kubernetes', /^is no longer configured, and what it made remains/],
    ],
  },
  {
    name: 'a provider that made something is configured from now on',
    ...between(SPACE, { ...DEFAULT, ...SPACE }),
    outcome: 'approval',
    entries: [
      ['data', 'create', 'provider.kubernetes', /^connects to another host or cluster \(config_context\)/],
    ],
  },
  {
    name: 'a provider goes with all that it made',
    ...between(DEFAULT, {}),
    outcome: 'changes',
    entries: [['rest', 'delete', 'provider.kubernetes', /^$/]],
  },
];
