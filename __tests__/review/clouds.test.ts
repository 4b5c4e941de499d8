import { reviewSynths } from '../../review';
import { type StackJson, type StacksJson, synthOf } from './support/synth-of';

// What clouds call public, whom their firewalls let in, and who may do what: each type and each way to write it.

function reviewed(before: StackJson, after: StackJson) {
  const stacks = (json: StackJson): StacksJson => ({ 'prod-services': json });
  const { entries, verdict } = reviewSynths(synthOf(stacks(before)), synthOf(stacks(after)));
  return { outcome: verdict.outcome, risks: entries.flatMap(({ risks }) => risks) };
}

/** The reasons between two states of one resource. */
const told = (type: string, before: object | undefined, after: object | undefined): readonly string[] => {
  const stack = (resource: object | undefined): StackJson =>
    resource === undefined ? {} : { [type]: { it: resource } };
  return reviewed(stack(before), stack(after)).risks.map(({ reason }) => reason);
};

/** An object with a value at a path of keys. */
const within = (path: string, value: unknown): object =>
  path.split('.').reduceRight<unknown>((inner, key) => ({ [key]: inner }), value) as object;

const EVERYWHERE = '0.0.0.0/0';
const FIRST = '203.0.113.0/24';
/** Type, argument, what makes it public and what does not. */
const PUBLIC: readonly (readonly [
  type: string,
  argument: string,
  open: readonly unknown[],
  closed: readonly unknown[],
])[] = [
  ...['aws_db_instance', 'aws_rds_cluster_instance', 'aws_redshift_cluster', 'aws_mq_broker'].map(
    (type) => [type, 'publicly_accessible', [true, 'true'], [false, undefined]] as const,
  ),
  ['aws_eks_cluster', 'vpc_config.public_access_cidrs', [[EVERYWHERE], [FIRST, '::/0']], [[FIRST]]],
  ...['aws_s3_bucket', 'aws_s3_bucket_acl'].map(
    (type) =>
      [
        type,
        'acl',
        ['public-read', 'public-read-write', 'authenticated-read'],
        ['private', undefined],
      ] as const,
  ),
  ['aws_lb', 'internal', [false, null, undefined], [true]],
  ['aws_lambda_function_url', 'authorization_type', ['NONE'], ['AWS_IAM', undefined]],
  ...['google_storage_bucket', 'google_cloud_run_service', 'google_cloud_run_v2_service'].map(
    (type) =>
      [
        `${type}_iam_member`,
        'member',
        ['allUsers', 'allAuthenticatedUsers'],
        ['user:ada@example.com'],
      ] as const,
  ),
  [
    'google_storage_bucket_iam_binding',
    'members',
    [['user:ada@example.com', 'allUsers'], ['allAuthenticatedUsers']],
    [['user:ada@example.com'], []],
  ],
  ['google_sql_database_instance', 'settings.ip_configuration.ipv4_enabled', [true], [false, undefined]],
  [
    'google_sql_database_instance',
    'settings.ip_configuration.authorized_networks.value',
    [EVERYWHERE],
    [FIRST, undefined],
  ],
  ['azurerm_storage_account', 'allow_nested_items_to_be_public', [true, undefined], [false, 'false']],
  ['azurerm_storage_container', 'container_access_type', ['blob', 'container'], ['private', undefined]],
  ...['azurerm_key_vault', 'azurerm_mssql_server', 'azurerm_postgresql_flexible_server'].map(
    (type) => [type, 'public_network_access_enabled', [true, undefined], [false]] as const,
  ),
];

describe('what makes a resource public', () => {
  test.each(PUBLIC)('%s by %s', (type, argument, open, closed) => {
    const with_ = (value: unknown) => within(argument, value);
    const said = `becomes public: ${argument}`;
    for (const value of open) {
      expect(told(type, undefined, with_(value))).toContain(said);
      for (const was of closed) expect(told(type, with_(was), with_(value))).toContain(said);
      for (const was of open)
        expect(told(type, with_(was), { ...with_(value), tag: 'new' })).not.toContain(said);
    }
    for (const value of closed) {
      expect(told(type, undefined, with_(value))).not.toContain(said);
      for (const was of open) expect(told(type, with_(was), with_(value))).not.toContain(said);
    }
  });
});

describe('what keeps a resource from the public', () => {
  const BLOCK = 'aws_s3_bucket_public_access_block';
  const lost = (argument: string) => `no longer keeps the public out (${argument})`;
  test.each<[string, string, unknown, unknown, string]>([
    ...['block_public_acls', 'block_public_policy', 'ignore_public_acls', 'restrict_public_buckets'].flatMap(
      (argument) =>
        [false, null, undefined].map((open): [string, string, unknown, unknown, string] => [
          BLOCK,
          argument,
          true,
          open,
          `no longer keeps its bucket from being public (${argument})`,
        ]),
    ),
    [
      'google_storage_bucket',
      'public_access_prevention',
      'enforced',
      'inherited',
      lost('public_access_prevention'),
    ],
    [
      'google_container_cluster',
      'private_cluster_config.enable_private_endpoint',
      true,
      false,
      lost('private_cluster_config.enable_private_endpoint'),
    ],
    [
      'azurerm_kubernetes_cluster',
      'api_server_access_profile.authorized_ip_ranges',
      [FIRST],
      undefined,
      lost('api_server_access_profile.authorized_ip_ranges'),
    ],
    [
      'azurerm_storage_account',
      'network_rules.default_action',
      'Deny',
      'Allow',
      lost('network_rules.default_action'),
    ],
    ['aws_lb_listener', 'protocol', 'HTTPS', 'HTTP', 'serves without TLS what had it (protocol)'],
    [
      'azurerm_storage_account',
      'https_traffic_only_enabled',
      undefined,
      false,
      'serves without TLS what had it (https_traffic_only_enabled)',
    ],
    [
      'google_sql_database_instance',
      'settings.ip_configuration.ssl_mode',
      'ENCRYPTED_ONLY',
      'ALLOW_UNENCRYPTED_AND_ENCRYPTED',
      'serves without TLS what had it (settings.ip_configuration.ssl_mode)',
    ],
  ])('%s by %s, from %j to %j', (type, argument, closed, open, said) => {
    const with_ = (value: unknown) => ({ ...within(argument, value), name: 'a' });
    expect(told(type, with_(closed), with_(open))).toContain(said);
    expect(told(type, with_(open), with_(closed))).not.toContain(said);
    expect(told(type, undefined, with_(open))).not.toContain(said);
  });

  test('a cluster of AWS that is private from now on, and one that no longer is', () => {
    const cluster = (vpc_config: object) => ({ vpc_config });
    const said = 'becomes public: vpc_config.public_access_cidrs';
    expect(
      told('aws_eks_cluster', cluster({ endpoint_public_access: false }), cluster({ subnet_ids: [] })),
    ).toContain(said);
    expect(
      told('aws_eks_cluster', cluster({ public_access_cidrs: [FIRST] }), cluster({ subnet_ids: [] })),
    ).toContain(said);
    expect(
      told('aws_eks_cluster', cluster({ subnet_ids: [] }), cluster({ endpoint_public_access: false })),
    ).not.toContain(said);
  });
});

describe('whom a firewall lets in', () => {
  const aws = (rule: object) => ({ ingress: [{ protocol: 'tcp', cidr_blocks: [FIRST], ...rule }] });
  const google = (...allow: readonly object[]) => ({ source_ranges: [FIRST], allow });
  const azure = (rule: object) => ({
    access: 'Allow',
    direction: 'Inbound',
    protocol: 'Tcp',
    source_address_prefix: FIRST,
    destination_port_range: '22',
    ...rule,
  });
  const SSH = { from_port: 22, to_port: 22 };

  test.each<[string, string, object, readonly string[]]>([
    ['a range of ports', 'aws_security_group', aws({ from_port: 80, to_port: 90 }), ['TCP 80–90']],
    ['one port', 'aws_default_security_group', aws(SSH), ['TCP 22']],
    ['a first port only', 'aws_security_group', aws({ from_port: 80 }), ['TCP 80']],
    ['every protocol', 'aws_security_group', aws({ ...SSH, protocol: '-1' }), ['every port']],
    ['all protocols', 'aws_security_group', aws({ ...SSH, protocol: 'all' }), ['every port']],
    ['no protocol', 'aws_security_group', aws({ ...SSH, protocol: null }), ['any protocol 22']],
    ['every port of a protocol', 'google_compute_firewall', google({ protocol: 'udp' }), ['every UDP port']],
    ['all protocols', 'google_compute_firewall', google({ protocol: 'all' }), ['every port']],
    [
      'several rules',
      'google_compute_firewall',
      google({ protocol: 'tcp', ports: ['22', '80-90'] }, { protocol: 'icmp' }),
      ['TCP 22', 'TCP 80–90', 'every ICMP port'],
    ],
    ['one port', 'azurerm_network_security_rule', azure({}), ['TCP 22']],
    [
      'several ports',
      'azurerm_network_security_rule',
      azure({ destination_port_range: null, destination_port_ranges: ['22', '80-90'] }),
      ['TCP 22', 'TCP 80–90'],
    ],
    [
      'every port of a protocol',
      'azurerm_network_security_rule',
      azure({ destination_port_range: '*' }),
      ['every TCP port'],
    ],
    [
      'one port of every protocol',
      'azurerm_network_security_rule',
      azure({ protocol: '*' }),
      ['any protocol 22'],
    ],
    [
      'everything',
      'azurerm_network_security_rule',
      azure({ protocol: '*', destination_port_range: '*' }),
      ['every port'],
    ],
    ['a rule in a group', 'azurerm_network_security_group', { security_rule: [azure({})] }, ['TCP 22']],
  ])('%s: %s', (_, type, resource, ports) => {
    expect(told(type, undefined, resource)).toEqual([
      `${FIRST} may reach what it guards, ${ports.join(', ')}`,
    ]);
  });

  test.each<[string, string, object]>([
    [
      'a rule for what goes out',
      'google_compute_firewall',
      { ...google({ protocol: 'tcp' }), direction: 'EGRESS' },
    ],
    ['a rule for what goes out', 'azurerm_network_security_rule', azure({ direction: 'Outbound' })],
    ['a rule that denies', 'azurerm_network_security_rule', azure({ access: 'Deny' })],
    ['a rule without a source', 'aws_security_group', { ingress: [{ ...SSH, protocol: 'tcp' }] }],
  ])('%s lets nobody in: %s', (_, type, resource) => {
    expect(told(type, undefined, resource).join()).not.toContain('may reach what');
  });

  test('what is open to a wider network already is not opened to a part of it', () => {
    const open = (network: string) => ({ ingress: [{ ...SSH, protocol: 'tcp', cidr_blocks: [network] }] });
    const reach = (before: string, after: string) =>
      told('aws_security_group', open(before), open(after)).filter((reason) => reason.includes(' reach '));
    expect(reach('10.0.0.0/8', '10.1.0.0/16')).toEqual([
      '10.0.0.0/8 may no longer reach what it guards, TCP 22',
    ]);
    expect(reach('10.1.0.0/16', '10.0.0.0/8')).toEqual(['10.0.0.0/8 may reach what it guards, TCP 22']);
  });
});

describe('where a firewall lets what it guards go', () => {
  const group = (...rules: readonly object[]) => ({ egress: rules });
  const all = { from_port: 0, to_port: 0, protocol: '-1', cidr_blocks: [EVERYWHERE] };
  const https = { from_port: 443, to_port: 443, protocol: 'tcp', cidr_blocks: [EVERYWHERE] };
  const inside = { ...https, cidr_blocks: ['10.0.0.0/8'] };
  const azure = (access: string) => ({
    ...{ access, direction: 'Outbound', protocol: '*' },
    ...{ destination_address_prefix: 'Internet', destination_port_range: '*' },
  });
  const google = (does: string) => ({ direction: 'EGRESS', [does]: [{ protocol: 'all' }] });
  const OPEN = 'what it guards may reach any address, every port';
  const CUT = 'what it guards may no longer reach any address, every port';

  test.each<[string, string, object | undefined, object | undefined, readonly string[]]>([
    ['it is opened to everywhere', 'aws_security_group', group(inside), group(inside, all), [OPEN]],
    [
      'a rule opens it',
      'aws_vpc_security_group_egress_rule',
      undefined,
      { ip_protocol: '-1', cidr_ipv4: EVERYWHERE },
      [OPEN],
    ],
    ['an older rule opens it', 'aws_security_group_rule', undefined, { ...all, type: 'egress' }, [OPEN]],
    [
      'a rule of a list opens it',
      'aws_network_acl_rule',
      undefined,
      { egress: true, rule_action: 'allow', protocol: '-1', cidr_block: EVERYWHERE },
      [OPEN],
    ],
    ['a rule opens it', 'azurerm_network_security_rule', undefined, azure('Allow'), [OPEN]],
    ['a rule opens it', 'google_compute_firewall', undefined, google('allow'), [OPEN]],
    ['it is cut off', 'aws_security_group', group(all), group(), [CUT]],
    ['it is cut off from the internet', 'aws_security_group', group(all, inside), group(inside), [CUT]],
    ['its rule goes', 'aws_security_group_rule', { ...all, type: 'egress' }, undefined, [CUT]],
    ['a rule denies it', 'azurerm_network_security_rule', undefined, azure('Deny'), [CUT]],
    ['a rule denies it', 'google_compute_firewall', undefined, google('deny'), [CUT]],
    [
      'what denies it goes',
      'google_compute_firewall',
      google('deny'),
      undefined,
      ['what it guards is no longer denied any address, every port'],
    ],
    ['a permission goes where all may go out', 'google_compute_firewall', google('allow'), undefined, []],
    [
      'it is opened on one port only',
      'aws_security_group',
      group(all),
      group(https),
      ['what it guards may reach any address, TCP 443, and no longer on other ports'],
    ],
    ['a new group lets out what it guards', 'aws_security_group', undefined, group(all), []],
    [
      'it says nothing any more, which keeps its rules',
      'aws_security_group',
      group(all),
      { tags: { a: 'b' } },
      ['says nothing of egress any more: its rules stay as they are, until it is []'],
    ],
  ])('%s: %s', (_, type, before, after, said) => {
    const reasons = told(type, before, after).filter((reason) => / (reach|denied|egress) /.test(reason));
    expect(reasons).toEqual(said);
  });
});

describe('what a policy of AWS grants', () => {
  const statement = (fields: object) => ({
    Effect: 'Allow',
    Action: 's3:GetObject',
    Resource: 'a',
    ...fields,
  });
  const policy = (...statements: readonly object[]) => ({
    policy: JSON.stringify({ Statement: statements.map(statement) }),
  });
  const IAM = 'aws_iam_policy';
  const granted = (fields: object) => told(IAM, undefined, policy(fields));

  test.each<[string, object, string]>([
    ['an action', {}, 's3:GetObject on a'],
    ['several actions', { Action: ['s3:GetObject', 's3:PutObject'] }, 's3:GetObject, s3:PutObject on a'],
    ['every action', { Action: '*' }, 'every action on a'],
    ['on everything', { Resource: '*' }, 's3:GetObject on everything'],
    ['on nothing that it names', { Resource: undefined }, 's3:GetObject on itself'],
    ['to everybody', { Principal: '*' }, 's3:GetObject on a to everybody'],
    ['to everybody, in the longer form', { Principal: { AWS: '*' } }, 's3:GetObject on a to everybody'],
    ['to an account', { Principal: { AWS: ['arn:ada'] } }, 's3:GetObject on a to arn:ada'],
    ['to nobody who can be read', { Principal: 5 }, 's3:GetObject on a'],
    ['without an effect, which is to allow', { Effect: undefined }, 's3:GetObject on a'],
  ])('%s', (_, fields, said) => {
    expect(granted(fields)).toEqual([`grants more: ${said}`]);
  });

  test('and a denial grants nothing', () => {
    expect(granted({ Effect: 'Deny' }).join()).not.toContain('grants');
  });

  test('to each of several principals, in a sentence of its own', () => {
    expect(granted({ Principal: { AWS: ['arn:ada', 'arn:eve'], Service: 'ec2.amazonaws.com' } })).toEqual(
      ['arn:ada', 'arn:eve', 'ec2.amazonaws.com'].map((who) => `grants more: s3:GetObject on a to ${who}`),
    );
  });

  test('more than five actions are counted', () => {
    const Action = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => `s3:${name}`);
    expect(granted({ Action })).toEqual([
      expect.stringMatching(/^grants more: s3:a, s3:b, s3:c, s3:d, s3:e and 2 .*on a$/),
    ]);
  });

  test.each<[string, object, object, readonly string[]]>([
    ['an action of those by a pattern', { Action: 's3:*' }, {}, ['no longer grants s3:* on a']],
    ['a pattern over an action', {}, { Action: 's3:*' }, ['grants more: s3:* on a']],
    [
      'another action than those by a pattern',
      { Action: 's3:Get*' },
      { Action: 's3:PutObject' },
      ['grants more: s3:PutObject on a', 'no longer grants s3:Get* on a'],
    ],
    ['an action written in other case', { Action: 'S3:getobject' }, {}, []],
    [
      'what everybody could do, to one',
      { Principal: '*' },
      { Principal: { AWS: 'arn:ada' } },
      ['no longer grants s3:GetObject on a to everybody'],
    ],
    [
      'what one could do, to everybody',
      { Principal: { AWS: 'arn:ada' } },
      { Principal: '*' },
      ['grants more: s3:GetObject on a to everybody'],
    ],
    [
      'on a part of what it was on',
      { Resource: 'arn:bucket/*' },
      { Resource: 'arn:bucket/x' },
      ['no longer grants s3:GetObject on arn:bucket/*'],
    ],
    [
      'on something else',
      { Resource: 'arn:bucket/*' },
      { Resource: 'arn:other/x' },
      ['grants more: s3:GetObject on arn:other/x', 'no longer grants s3:GetObject on arn:bucket/*'],
    ],
  ])('%s', (_, before, after, said) => {
    const of = (fields: object) => policy(fields);
    expect(told(IAM, of(before), of(after)).filter((reason) => reason.includes('grants'))).toEqual(said);
  });

  test.each<[string, object, object, readonly string[]]>([
    [
      'a condition that goes',
      { Condition: { StringEquals: { 'sts:ExternalId': 'x1' } } },
      {},
      ['grants more: s3:GetObject on a'],
    ],
    [
      'a condition that comes',
      {},
      { Condition: { Bool: { mfa: 'true' } } },
      ['no longer grants s3:GetObject on a'],
    ],
    [
      'a condition that is another one',
      { Condition: { StringLike: { sub: ['repo:a/b'] } } },
      { Condition: { StringLike: { sub: ['repo:a/*'] } } },
      [
        'grants more: s3:GetObject on a, where sub StringLike repo:a/*',
        'no longer grants s3:GetObject on a, where sub StringLike repo:a/b',
      ],
    ],
    [
      'all actions but some',
      {},
      { Action: undefined, NotAction: ['iam:*'] },
      ['grants more: all but iam:* on a', 'no longer grants s3:GetObject on a'],
    ],
    [
      'all resources but some',
      { Resource: undefined, NotResource: ['b'] },
      { Resource: undefined, NotResource: ['c'] },
      ['grants more: s3:GetObject on all but c', 'no longer grants s3:GetObject on all but b'],
    ],
    [
      'everybody but some',
      { Principal: { AWS: 'arn:ada' } },
      { NotPrincipal: { AWS: 'arn:eve' } },
      ['grants more: s3:GetObject on a to all but arn:eve', 'no longer grants s3:GetObject on a to arn:ada'],
    ],
    [
      'a denial that goes',
      { Effect: 'Deny' },
      { Effect: 'Allow', Action: [] },
      ['no longer denies s3:GetObject on a'],
    ],
    ['a denial of more', { Effect: 'Deny' }, { Effect: 'Deny', Action: 's3:*' }, []],
  ])('%s', (_, before, after, said) => {
    expect(told(IAM, policy(before), policy(after)).filter((reason) => /grants|denies/.test(reason))).toEqual(
      said,
    );
  });

  test('in an expression, of which only Terraform knows', () => {
    const said = 'may grant more: only Terraform can tell what its policy says';
    const of = (expression: string) => ({ policy: `\${${expression}}` });
    expect(told(IAM, of('data.a.json'), of('data.b.json'))).toContain(said);
    expect(told(IAM, of('data.a.json'), { ...of('data.a.json'), name: 'x' })).not.toContain(said);
    expect(told(IAM, undefined, of('data.a.json'))).not.toContain(said);
  });

  test.each([
    ['assume_role_policy', 'aws_iam_role'],
    ['access_policies', 'aws_elasticsearch_domain'],
    ['resource_policy', 'aws_x'],
  ])('in %s', (argument, type) => {
    const { policy: text } = policy({});
    expect(told(type, undefined, { [argument]: text })).toContain('grants more: s3:GetObject on a');
  });

  test('in a policy that stands inside of a role', () => {
    const inline_policy = [{ name: 'one', ...policy({}) }];
    expect(told('aws_iam_role', undefined, { inline_policy })).toContain('grants more: s3:GetObject on a');
  });

  test('in a document that Terraform makes', () => {
    const document = (statement: object): StackJson => ({
      data: {
        aws_iam_policy_document: {
          it: { statement: [{ actions: ['s3:GetObject'], resources: ['a'], ...statement }] },
        },
      },
    });
    const said = (statement: object) =>
      reviewed({}, document(statement))
        .risks.map(({ reason }) => reason)
        .filter((text) => /grants/.test(text));
    expect(said({})).toEqual(['grants more: s3:GetObject on a']);
    expect(said({ effect: 'Deny' })).toEqual([]);
    expect(said({ principals: [{ type: 'AWS', identifiers: ['arn:ada', '*'] }] })).toEqual([
      'grants more: s3:GetObject on a to arn:ada',
      'grants more: s3:GetObject on a to everybody',
    ]);
  });
});

describe('which role somebody gets', () => {
  test.each<[string, string, string, string]>([
    ['aws_iam_policy_attachment', 'policy_arn', 'arn:aws:iam::aws:policy/Admin', 'Admin'],
    [
      'aws_iam_role_policy_attachment',
      'policy_arn',
      'arn:aws:iam::1:policy/own',
      'arn:aws:iam::1:policy/own',
    ],
    ['aws_iam_user_policy_attachment', 'policy_arn', 'x', 'x'],
    ['aws_iam_group_policy_attachment', 'policy_arn', 'x', 'x'],
    ['azurerm_role_assignment', 'role_definition_name', 'Owner', 'Owner'],
    ['azurerm_role_assignment', 'role_definition_id', '/x', '/x'],
    ['google_project_iam_member', 'role', 'roles/owner', 'roles/owner'],
    ['google_project_iam_binding', 'role', 'roles/owner', 'roles/owner'],
  ])('%s by %s', (type, argument, value, role) => {
    const stack = (args: object): StackJson => ({ [type]: { it: args } });
    const roles = (before: StackJson, after: StackJson) =>
      reviewed(before, after).risks.flatMap(({ reason, needsApproval }) =>
        / the role /.test(reason) ? [[reason, needsApproval]] : [],
      );
    expect(roles({}, stack({ [argument]: value }))).toEqual([[`gives the role ${role}`, true]]);
    expect(roles(stack({ [argument]: value }), {})).toEqual([[`no longer gives the role ${role}`, false]]);
    expect(roles(stack({ [argument]: value }), stack({ [argument]: 'other' }))).toEqual([
      ['gives the role other', true],
    ]);
    expect(roles(stack({ [argument]: value }), stack({ [argument]: value, note: 'x' }))).toEqual([]);
  });

  test.each<[string, string, object, object, readonly string[]]>([
    [
      'somebody else',
      'google_project_iam_member',
      { role: 'roles/owner', member: 'user:ada' },
      { role: 'roles/owner', member: 'user:eve' },
      ['gives the role roles/owner to user:eve', 'no longer gives the role roles/owner to user:ada'],
    ],
    [
      'one more',
      'google_project_iam_binding',
      { role: 'roles/owner', members: ['user:ada'] },
      { role: 'roles/owner', members: ['user:ada', 'user:eve'] },
      ['gives the role roles/owner to user:eve'],
    ],
    [
      'somebody in a whole policy',
      'google_project_iam_policy',
      { policy_data: JSON.stringify({ bindings: [{ role: 'roles/viewer', members: ['user:ada'] }] }) },
      { policy_data: JSON.stringify({ bindings: [{ role: 'roles/owner', members: ['user:ada'] }] }) },
      ['gives the role roles/owner to user:ada'],
    ],
    [
      'somebody in a larger scope',
      'azurerm_role_assignment',
      { role_definition_name: 'Owner', principal_id: 'ada', scope: '/a/b' },
      { role_definition_name: 'Owner', principal_id: 'ada', scope: '/a' },
      ['gives the role Owner to ada on /a', 'no longer gives the role Owner to ada on /a/b'],
    ],
    [
      'a role of AWS by itself',
      'aws_iam_role',
      { managed_policy_arns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'] },
      { managed_policy_arns: ['arn:aws:iam::aws:policy/AdministratorAccess'] },
      ['gives the role AdministratorAccess'],
    ],
  ])('%s: %s', (_, type, before, after, said) => {
    expect(told(type, before, after).filter((reason) => / the role /.test(reason))).toEqual(said);
  });

  test('a role that is only looked at is given to nobody', () => {
    const data = { data: { google_project_iam_binding: { it: { role: 'roles/owner' } } } };
    expect(
      reviewed({}, data)
        .risks.map(({ reason }) => reason)
        .join(),
    ).not.toContain('the role');
  });
});

test.each<[string, object | undefined, object, string]>([
  [
    'aws_instance',
    { metadata_options: { http_tokens: 'required' } },
    { metadata_options: { http_tokens: 'optional' } },
    'grants more: metadata_options.http_tokens (programs that fetch addresses for others get its credentials)',
  ],
  [
    'aws_ecr_repository',
    { image_tag_mutability: 'IMMUTABLE' },
    { name: 'a' },
    'grants more: image_tag_mutability (a tag may be pushed again, and mean another image)',
  ],
  [
    'aws_iam_role',
    { permissions_boundary: 'arn:x' },
    { name: 'a' },
    'grants more: permissions_boundary no longer bounds it',
  ],
  ['aws_iam_access_key', undefined, { user: 'ada' }, 'makes a key with the rights of ada'],
  [
    'aws_ecs_task_definition',
    { container_definitions: '[{"name":"a","privileged":false}]' },
    { container_definitions: '[{"name":"a","privileged":true}]' },
    'grants more: privileged (it may do everything on its node)',
  ],
])('%s lets more happen than before', (type, before, after, said) => {
  expect(told(type, before, after)).toContain(said);
  if (before !== undefined) {
    expect(told(type, after, before)).not.toContain(said);
    expect(told(type, undefined, after).filter((reason) => reason.includes('http_tokens'))).toEqual([]);
  }
});

test('a denial of a firewall that goes, and ports within those that were open', () => {
  const rule = {
    direction: 'Inbound',
    protocol: '*',
    source_address_prefix: '*',
    destination_port_range: '22',
  };
  expect(told('azurerm_network_security_rule', { ...rule, access: 'Deny' }, undefined)).toContain(
    'any address is no longer denied what it guards, any protocol 22',
  );
  const denying = { source_ranges: [EVERYWHERE], deny: [{ protocol: 'all' }] };
  expect(told('google_compute_firewall', denying, { ...denying, disabled: true })).toContain(
    'any address is no longer denied what it guards, every port',
  );
  const ingress = (from_port: number, to_port: number) => ({
    ingress: [{ from_port, to_port, protocol: 'tcp', cidr_blocks: [EVERYWHERE] }],
  });
  expect(told('aws_security_group', ingress(0, 65_535), ingress(22, 22)).join()).not.toContain('may reach');
  expect(told('aws_security_group', ingress(22, 22), ingress(22, 23))).toContain(
    'any address may reach what it guards, TCP 22–23',
  );
  const groups = (...security_groups: readonly string[]) => ({
    ingress: [{ from_port: 22, to_port: 22, protocol: 'tcp', security_groups }],
  });
  expect(told('aws_security_group', groups('sg-1'), groups('sg-1', 'sg-2'))).toEqual([
    'sg-2 may reach what it guards, TCP 22',
  ]);
});

describe('what names more than can be compared is told as such, and in moments', () => {
  const named = (count: number, prefix: string) =>
    Array.from({ length: count }, (_, index) => `${prefix}${index}`);
  const long = (prefix: string) => ({
    policy: JSON.stringify({ Statement: [{ Action: named(500, prefix), Resource: named(500, prefix) }] }),
  });

  test('a policy of a cloud', () => {
    const said = 'may grant more: its policy says more than can be compared';
    expect(told('aws_iam_policy', long('a'), long('b'))).toEqual([said]);
    expect(told('aws_iam_policy', undefined, long('a'))).toEqual([said]);
    expect(told('aws_iam_policy', long('a'), { ...long('a'), tags: { a: 'b' } })).toEqual([]);
  });

  test('a role of a cluster', () => {
    const role = (prefix: string) => ({
      rule: [{ verbs: named(500, prefix), resources: named(500, prefix) }],
    });
    expect(told('kubernetes_cluster_role_v1', role('a'), role('b'))).toEqual([
      'changes what an account may do',
    ]);
  });

  test('a policy of a network, and a group of a cloud', () => {
    const ports = (first: number) => named(300, '').map((index) => ({ port: String(first + Number(index)) }));
    const to = named(250, '').map((index) => ({ ip_block: { cidr: `10.0.${index}.0/24` } }));
    const policy = (first: number) => ({
      spec: {
        pod_selector: { match_labels: { app: 'web' } },
        policy_types: ['Egress'],
        egress: [{ to, ports: ports(first) }],
      },
    });
    expect(told('kubernetes_network_policy_v1', policy(1), policy(2))[0]).toMatch(
      /^web may reach 10\.0\.0\.0\/24, TCP 10, /,
    );
    const group = (first: number) => ({
      ingress: named(2000, '').map((index) => ({
        ...{ from_port: first + Number(index), to_port: first + Number(index), protocol: 'tcp' },
        cidr_blocks: ['10.0.0.0/8'],
      })),
    });
    expect(told('aws_security_group', group(1), group(2))[0]).toBe(
      '10.0.0.0/8 may reach what it guards, TCP 2001',
    );
  });
});
