import { reviewSynths } from '../../review';
import { networkHolds } from '../../core/network';
import { type StacksJson, synthOf } from './support/synth-of';

// The words for who reaches what. The corpus has the pairs that can be planned; these are of clouds, or of one more form of a policy.

function reasons(
  type: string,
  before: object | undefined,
  after: object | undefined,
  stack = 'prod-services',
) {
  const stacks = (resource: object | undefined): StacksJson => ({
    [stack]: resource === undefined ? {} : { [type]: { web: resource } },
  });
  const { entries, verdict } = reviewSynths(synthOf(stacks(before)), synthOf(stacks(after)));
  return [verdict.outcome, ...entries.flatMap(({ risks }) => risks.map(({ reason }) => reason))];
}

const policy = (spec: object): object => ({
  metadata: { name: 'web', namespace: 'small-prod' },
  spec: { pod_selector: { match_labels: { 'app.kubernetes.io/name': 'web', tier: 'front' } }, ...spec },
});
const POLICY = 'kubernetes_network_policy';

describe('a network policy', () => {
  test.each<[string, object, readonly string[]]>([
    ['without peers', { egress: [{}] }, ['approval', 'web may reach any address, every port']],
    [
      'with every address',
      { egress: [{ to: [{ ip_block: { cidr: '0.0.0.0/0' } }, { ip_block: { cidr: '::/0' } }] }] },
      ['approval', 'web may reach any address, every port'],
    ],
    [
      'with a range of ports',
      {
        egress: [
          {
            to: [{ ip_block: { cidr: '203.0.113.0/24' } }],
            ports: [{ port: 5000, end_port: 5010, protocol: 'UDP' }],
          },
        ],
      },
      ['approval', 'web may reach 203.0.113.0/24, UDP 5000–5010'],
    ],
    [
      'with a private network',
      {
        egress: [
          { to: [{ ip_block: { cidr: '10.1.0.0/16', except: ['10.1.2.0/24'] } }], ports: [{ port: 5432 }] },
        ],
      },
      ['changes', 'web may reach 10.1.0.0/16 except 10.1.2.0/24, TCP 5432'],
    ],
    [
      'with several ports of one peer',
      {
        ingress: [
          {
            from: [{ pod_selector: { match_labels: { app: 'a' } } }],
            ports: [{ port: 80 }, { port: 'admin' }],
          },
        ],
      },
      ['changes', 'a may reach web, TCP 80, TCP admin'],
    ],
    [
      'with a namespace by its name',
      {
        ingress: [
          { from: [{ namespace_selector: { match_labels: { 'kubernetes.io/metadata.name': 'ingress' } } }] },
        ],
      },
      ['changes', 'every pod of ingress may reach web, every port'],
    ],
    [
      'with pods by expressions',
      {
        ingress: [
          {
            from: [
              { pod_selector: { match_expressions: [{ key: 'app', operator: 'In', values: ['a', 'b'] }] } },
            ],
          },
        ],
      },
      ['changes', 'pods with app In a,b may reach web, every port'],
    ],
  ])('%s says what it opens', (_what, spec, said) => {
    expect(reasons(POLICY, undefined, policy(spec))).toEqual(said);
  });

  test('that narrows what it opened opens nothing', () => {
    const open = policy({ egress: [{ to: [{ ip_block: { cidr: '0.0.0.0/0' } }] }] });
    const narrow = policy({
      egress: [{ to: [{ ip_block: { cidr: '203.0.113.0/24' } }], ports: [{ port: 443 }] }],
    });
    expect(reasons(POLICY, open, narrow)).toEqual([
      'changes',
      'web may no longer reach any address, every port',
    ]);
  });

  test('that forgets an exception opens it', () => {
    const to = (...except: readonly string[]) =>
      policy({ egress: [{ to: [{ ip_block: { cidr: '0.0.0.0/0', except } }] }] });
    expect(reasons(POLICY, to('169.254.169.254/32', '10.0.0.0/8'), to('10.0.0.0/8'))).toEqual([
      'approval',
      'web may reach 169.254.169.254/32, every port',
    ]);
  });
});

describe('clouds', () => {
  const SSH = { from_port: 22, to_port: 22, protocol: 'tcp' };

  test.each<[string, object, readonly string[]]>([
    [
      'aws_security_group',
      { ingress: [{ ...SSH, cidr_blocks: ['0.0.0.0/0'] }] },
      ['approval', 'any address may reach what it guards, TCP 22'],
    ],
    [
      'aws_security_group_rule',
      { ...SSH, type: 'ingress', cidr_blocks: ['10.0.0.0/8'] },
      ['changes', '10.0.0.0/8 may reach what it guards, TCP 22'],
    ],
    [
      'aws_security_group_rule',
      { ...SSH, type: 'egress', cidr_blocks: ['0.0.0.0/0'] },
      ['changes', 'what it guards may reach any address, TCP 22'],
    ],
    [
      'aws_vpc_security_group_ingress_rule',
      { cidr_ipv6: '::/0', ip_protocol: '-1' },
      ['approval', 'any address may reach what it guards, every port'],
    ],
    [
      'google_compute_firewall',
      { source_ranges: ['0.0.0.0/0'], allow: [{ protocol: 'tcp', ports: ['22', '8000-8100'] }] },
      ['approval', 'any address may reach what it guards, TCP 22, TCP 8000–8100'],
    ],
    [
      'azurerm_network_security_rule',
      {
        access: 'Allow',
        direction: 'Inbound',
        protocol: 'Tcp',
        source_address_prefix: 'Internet',
        destination_port_range: '22',
      },
      ['approval', 'any address may reach what it guards, TCP 22'],
    ],
    [
      'azurerm_network_security_rule',
      {
        access: 'Deny',
        direction: 'Inbound',
        protocol: '*',
        source_address_prefix: '*',
        destination_port_range: '*',
      },
      ['changes'],
    ],
    ['aws_db_instance', { publicly_accessible: true }, ['approval', 'becomes public: publicly_accessible']],
    ['aws_s3_bucket_acl', { acl: 'public-read' }, ['approval', 'becomes public: acl']],
    ['google_storage_bucket_iam_member', { member: 'allUsers' }, ['approval', 'becomes public: member']],
  ])('%s says whom it lets in', (type, resource, said) => {
    expect(reasons(type, undefined, resource)).toEqual(said);
  });

  test('a bucket that is no longer kept from being public asks for approval', () => {
    const block = {
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    };
    const type = 'aws_s3_bucket_public_access_block';
    expect(reasons(type, block, { ...block, block_public_policy: false }).slice(0, 2)).toEqual([
      'approval',
      'no longer keeps its bucket from being public (block_public_policy)',
    ]);
    expect(reasons(type, block, undefined).join()).toContain('no longer keeps its bucket from being public');
  });
});

test('what a dynamic block makes is judged as a block that is written out', () => {
  const rule = { from_port: 22, to_port: 22, protocol: 'tcp', cidr_blocks: ['0.0.0.0/0'] };
  const dynamic = { ingress: { for_each: '${var.rules}', content: rule } };
  expect(reasons('aws_security_group', undefined, { dynamic })).toEqual([
    'approval',
    'any address may reach what it guards, TCP 22',
  ]);
});

test('one network holds another by its addresses, and a name only itself', () => {
  expect(networkHolds('10.0.0.0/8', '10.2.0.0/16')).toBe(true);
  expect(networkHolds('10.2.0.0/16', '10.0.0.0/8')).toBe(false);
  expect(networkHolds('0.0.0.0/0', '::1/128')).toBe(false);
  expect(networkHolds('fc00::/7', 'fd12::/16')).toBe(true);
  expect(networkHolds('${var.net}', '${var.net}')).toBe(true);
  expect(networkHolds('0.0.0.0/0', '${var.net}')).toBe(false);
});
