import { between } from './between';
import { care } from './clouds-care';
import type { Pair } from './pair';

// What providers of clouds protect, keep and show. Each of these has no plan in the lab: see `NOT_PLANNED`.

const DATABASE = { identifier: 'shop', engine: 'postgres' };
const database = (before: object, after: object) =>
  between('aws_db_instance', { ...DATABASE, ...before }, { ...DATABASE, ...after });
const OWN = 'aws_db_instance.own';
const instance = (before: object, after: object) => between('google_sql_database_instance', before, after);
const backups = (enabled: boolean): object => ({ settings: { backup_configuration: { enabled } } });
const rules = (days: number): object => ({ rule: [{ id: 'old', status: 'Enabled', expiration: { days } }] });
const LIFECYCLE = 'aws_s3_bucket_lifecycle_configuration';
const logs = (retention_in_days?: number): object => ({ name: 'shop', retention_in_days });

const trusting = (Principal: object, Condition?: object): object => ({
  name: 'deploy',
  assume_role_policy: JSON.stringify({ Statement: [{ Action: 'sts:AssumeRole', Principal, Condition }] }),
});
const OTHER_ACCOUNT = { AWS: 'arn:aws:iam::2:root' };
const allowing = (...more: readonly object[]): object => ({
  name: 'deploy',
  policy: JSON.stringify({ Statement: [{ Action: '*', Resource: '*' }, ...more] }),
});
const member = (who: string): object => ({ project: 'shop', role: 'roles/owner', member: who });
const guarding = (rule: object): object => ({
  ingress: [{ from_port: 22, to_port: 22, protocol: 'tcp', ...rule }],
});
const release = (values: string): object => ({ name: 'shop', chart: 'shop', values: [values] });

export const clouds: readonly Pair[] = [
  ...care,
  {
    name: 'a role of AWS no longer asks another account for what both know',
    ...between(
      'aws_iam_role',
      trusting(OTHER_ACCOUNT, { StringEquals: { 'sts:ExternalId': 'shop' } }),
      trusting(OTHER_ACCOUNT),
    ),
    outcome: 'approval',
    entries: [
      [
        'privileges',
        'update',
        'aws_iam_role.own',
        /^grants more: sts:AssumeRole on itself to arn:aws:iam::2:root$/,
      ],
    ],
  },
  {
    name: 'a policy of AWS no longer denies what another statement allows',
    ...between('aws_iam_policy', allowing({ Effect: 'Deny', Action: 's3:*', Resource: '*' }), allowing()),
    outcome: 'approval',
    entries: [['privileges', 'update', 'aws_iam_policy.own', /^no longer denies s3:\* on everything$/]],
  },
  {
    name: 'somebody else owns a project of Google',
    ...between('google_project_iam_member', member('user:ada@example.com'), member('user:eve@example.com')),
    outcome: 'approval',
    entries: [
      [
        'privileges',
        'update',
        'google_project_iam_member.own',
        /^gives the role roles\/owner to user:eve@example\.com$/m,
      ],
    ],
  },
  {
    name: 'a group of AWS lets another group in',
    ...between(
      'aws_security_group',
      guarding({ security_groups: ['sg-1'] }),
      guarding({ security_groups: ['sg-1', 'sg-2'] }),
    ),
    outcome: 'changes',
    entries: [['exposure', 'update', 'aws_security_group.own', /^sg-2 may reach what it guards, TCP 22$/]],
  },
  {
    name: 'a group of AWS lets everybody in at one port in place of all',
    ...between(
      'aws_security_group',
      { ingress: [{ from_port: 0, to_port: 65_535, protocol: 'tcp', cidr_blocks: ['0.0.0.0/0'] }] },
      guarding({ cidr_blocks: ['0.0.0.0/0'] }),
    ),
    outcome: 'changes',
    entries: [
      [
        'exposure',
        'update',
        'aws_security_group.own',
        /^any address may no longer reach what it guards, TCP 0–65535$/,
      ],
    ],
  },
  {
    name: 'a group of AWS lets nothing out any more',
    ...between('aws_security_group', { egress: [out('0.0.0.0/0')] }, { egress: [] }),
    outcome: 'approval',
    entries: [
      [
        'availability',
        'update',
        'aws_security_group.own',
        /^what it guards may no longer reach any address, every port$/m,
      ],
    ],
  },
  {
    name: 'a rule of where a group lets out is written as one of a newer type',
    before: {
      'prod-services': {
        aws_security_group_rule: { out: { ...out('0.0.0.0/0'), type: 'egress', security_group_id: 'sg-1' } },
      },
    },
    after: {
      'prod-services': {
        aws_vpc_security_group_egress_rule: {
          out: { ip_protocol: '-1', cidr_ipv4: '0.0.0.0/0', security_group_id: 'sg-1' },
        },
      },
    },
    outcome: 'changes',
    entries: [
      ['replacement', 'delete', 'aws_security_group_rule.out', /^is destroyed$/],
      ['exposure', 'create', 'aws_vpc_security_group_egress_rule.out'],
    ],
  },
  {
    name: 'a group of AWS names a protocol by its number',
    ...between(
      'aws_security_group',
      { egress: [{ ...out('0.0.0.0/0'), protocol: 'tcp' }] },
      { egress: [{ ...out('0.0.0.0/0'), protocol: '6' }] },
    ),
    outcome: 'changes',
    entries: [['rest', 'update', 'aws_security_group.own', /^$/]],
  },
  {
    name: 'a group of AWS lets out to everywhere',
    ...between('aws_security_group', { egress: [out('10.0.0.0/8')] }, { egress: [out('0.0.0.0/0')] }),
    outcome: 'changes',
    entries: [
      ['exposure', 'update', 'aws_security_group.own', /^what it guards may reach any address, every port$/m],
    ],
  },
  {
    name: 'a group of AWS goes with the rules of where it lets out',
    before: {
      'prod-services': {
        aws_security_group: { own: { name: 'own' } },
        aws_security_group_rule: {
          out: { ...out('0.0.0.0/0'), type: 'egress', security_group_id: '${aws_security_group.own.id}' },
        },
      },
    },
    after: { 'prod-services': {} },
    outcome: 'changes',
    entries: [
      ['replacement', 'delete', 'aws_security_group.own'],
      ['replacement', 'delete', 'aws_security_group_rule.out', /^is destroyed$/],
    ],
  },
  {
    name: 'everybody reaches the API of a cluster of AWS',
    ...between(
      'aws_eks_cluster',
      { name: 'shop', vpc_config: { public_access_cidrs: ['198.51.100.0/24'] } },
      { name: 'shop', vpc_config: { subnet_ids: ['a'] } },
    ),
    outcome: 'approval',
    entries: [
      ['exposure', 'update', 'aws_eks_cluster.own', /^becomes public: vpc_config\.public_access_cidrs$/m],
    ],
  },
  {
    name: 'a listener of AWS no longer has TLS',
    ...between('aws_lb_listener', { port: 443, protocol: 'HTTPS' }, { port: 80, protocol: 'HTTP' }),
    outcome: 'approval',
    entries: [
      ['exposure', 'update', 'aws_lb_listener.own', /^serves without TLS what had it \(protocol\)$/m],
    ],
  },
  {
    name: 'a distribution of AWS takes an older TLS',
    ...between('aws_cloudfront_distribution', viewer('TLSv1.2_2021'), viewer('TLSv1_2016')),
    outcome: 'approval',
    entries: [
      [
        'exposure',
        'update',
        'aws_cloudfront_distribution.own',
        /^takes TLS 1\.0, where it asked for 1\.2 \(viewer_certificate\.minimum_protocol_version\)$/m,
      ],
    ],
  },
  {
    name: 'a distribution of AWS takes other ciphers of the same TLS',
    ...between('aws_cloudfront_distribution', viewer('TLSv1.2_2021'), viewer('TLSv1.2_2019')),
    outcome: 'changes',
    entries: [['unknown', 'update', 'aws_cloudfront_distribution.own']],
  },
  {
    name: 'a policy of Google takes an older TLS',
    ...between('google_compute_ssl_policy', { min_tls_version: 'TLS_1_2' }, { min_tls_version: 'TLS_1_1' }),
    outcome: 'approval',
    entries: [
      ['exposure', 'update', 'google_compute_ssl_policy.own', /^takes TLS 1\.1, where it asked for 1\.2/m],
    ],
  },
  {
    name: 'a server of Azure asks for a newer TLS',
    ...between(
      'azurerm_linux_web_app',
      { site_config: { minimum_tls_version: '1.0' } },
      { site_config: { minimum_tls_version: '1.2' } },
    ),
    outcome: 'changes',
    entries: [['unknown', 'update', 'azurerm_linux_web_app.own']],
  },
  {
    name: 'a machine of AWS runs something else when it starts',
    ...between(
      'aws_instance',
      { ami: 'a', user_data: '#!/bin/sh\necho a\n' },
      { ami: 'a', user_data: '#!/bin/sh\necho b\n' },
    ),
    outcome: 'approval',
    entries: [
      ['privileges', 'update', 'aws_instance.own', /^changes who may log in to the machine, or how$/m],
    ],
  },
  {
    name: 'nothing of a service of AWS runs any more',
    ...between('aws_ecs_service', { name: 'a', desired_count: 2 }, { name: 'a', desired_count: 0 }),
    outcome: 'approval',
    entries: [['capacity', 'update', 'aws_ecs_service.own', /^is scaled to none/m]],
  },
  {
    name: 'a database of AWS no longer stands by in another zone',
    ...database({ multi_az: true }, { multi_az: false }),
    outcome: 'approval',
    entries: [['availability', 'update', OWN, /^no longer stands by in another zone \(multi_az\)$/]],
  },
  {
    name: 'a key of AWS gets another description, which replaces nothing',
    ...between('aws_kms_key', { description: 'a' }, { description: 'b' }),
    outcome: 'changes',
    entries: [['rest', 'update', 'aws_kms_key.own']],
  },
  {
    name: 'a chart no longer keeps what it stores',
    ...between(
      'helm_release',
      release('persistence:\n  enabled: true\n'),
      release('persistence:\n  enabled: false\n'),
    ),
    outcome: 'approval',
    entries: [
      [
        'data',
        'update',
        'helm_release.own',
        /^may no longer keep what it stores: persistence\.enabled is false$/m,
      ],
    ],
  },
  {
    name: 'a database of AWS loses its protection against deletion',
    ...database({ deletion_protection: true }, { deletion_protection: false }),
    outcome: 'approval',
    entries: [['protection', 'update', OWN, /no longer protected by its provider \(deletion_protection\)/]],
  },
  {
    name: 'a database of AWS no longer says that it is protected, which it then is not',
    ...database({ deletion_protection: true }, {}),
    outcome: 'approval',
    entries: [['protection', 'update', OWN, /no longer protected/]],
  },
  {
    name: 'a database of AWS is protected from now on',
    ...database({}, { deletion_protection: true }),
    outcome: 'changes',
    entries: [['rest', 'update', OWN]],
  },
  {
    name: 'a database of Google no longer says that it is protected, which it then is all the same',
    ...between(
      'google_bigquery_table',
      { table_id: 'a', deletion_protection: true, labels: { a: 'a' } },
      { table_id: 'a', labels: { a: 'a' } },
    ),
    outcome: 'changes',
    entries: [['rest', 'update', 'google_bigquery_table.own', /^$/]],
  },
  {
    name: 'a database of Google loses its protection',
    ...instance({ deletion_protection: true }, { deletion_protection: false }),
    outcome: 'approval',
    entries: [['protection', 'update', 'google_sql_database_instance.own', /no longer protected/]],
  },
  {
    name: 'backups of a database of AWS are kept for a day',
    ...database({ backup_retention_period: 30 }, { backup_retention_period: 1 }),
    outcome: 'approval',
    entries: [['data', 'update', OWN, /^keeps less, or for a shorter time \(backup_retention_period\)$/]],
  },
  {
    name: 'backups of a database of AWS are kept for longer',
    ...database({ backup_retention_period: 1 }, { backup_retention_period: '30' }),
    outcome: 'changes',
    entries: [['rest', 'update', OWN]],
  },
  {
    name: 'a database of AWS goes without a last snapshot',
    ...database({ skip_final_snapshot: false }, { skip_final_snapshot: true }),
    outcome: 'approval',
    entries: [['data', 'update', OWN, /no longer keeps what is stored when it goes \(skip_final_snapshot\)/]],
  },
  {
    name: 'a database of Google makes no backups any more',
    ...instance(backups(true), backups(false)),
    outcome: 'approval',
    entries: [['data', 'update', 'google_sql_database_instance.own', /keeps less/]],
  },
  {
    name: 'a table of AWS can no longer be brought back to an earlier moment',
    ...between(
      'aws_dynamodb_table',
      { name: 'orders', hash_key: 'id', point_in_time_recovery: { enabled: true } },
      { name: 'orders', hash_key: 'id' },
    ),
    outcome: 'approval',
    entries: [['data', 'update', 'aws_dynamodb_table.own', /point_in_time_recovery\.enabled/]],
  },
  {
    name: 'logs that were kept for ever are kept for a day',
    ...between('aws_cloudwatch_log_group', logs(), logs(1)),
    outcome: 'approval',
    entries: [['data', 'update', 'aws_cloudwatch_log_group.own', /^keeps less.*retention_in_days/]],
  },
  {
    name: 'a bucket may be destroyed with what is in it',
    ...between('aws_s3_bucket', { bucket: 'shop' }, { bucket: 'shop', force_destroy: true }),
    outcome: 'approval',
    entries: [['data', 'update', 'aws_s3_bucket.own', /force_destroy/]],
  },
  {
    name: 'the versions of a bucket are no longer kept',
    ...between(
      'aws_s3_bucket_versioning',
      { bucket: 'shop', versioning_configuration: { status: 'Enabled' } },
      undefined,
    ),
    outcome: 'approval',
    entries: [
      [
        'data',
        'delete',
        'aws_s3_bucket_versioning.own',
        /^no longer keeps earlier versions of what is stored/,
      ],
    ],
  },
  {
    name: 'a bucket deletes after a day what it kept for ten years',
    ...between(LIFECYCLE, rules(3650), rules(1)),
    outcome: 'approval',
    entries: [['data', 'update', `${LIFECYCLE}.own`, /^deletes what is stored sooner \(old: 1 day\)/]],
  },
  {
    name: 'a bucket deletes after a month from now on',
    ...between(LIFECYCLE, undefined, rules(30)),
    outcome: 'approval',
    entries: [['data', 'create', `${LIFECYCLE}.own`, /old: 30 days/]],
  },
  {
    name: 'a bucket deletes later than before',
    ...between(LIFECYCLE, rules(1), rules(30)),
    outcome: 'changes',
    entries: [['unknown', 'update', `${LIFECYCLE}.own`]],
  },
  {
    name: 'what encrypts a bucket goes, and holds nothing itself',
    ...between('aws_s3_bucket_server_side_encryption_configuration', { bucket: 'shop' }, undefined),
    outcome: 'changes',
    entries: [['replacement', 'delete', 'aws_s3_bucket_server_side_encryption_configuration.own']],
  },
  {
    name: 'a load balancer of AWS goes, which serves people',
    ...between('aws_lb', { internal: true }, undefined),
    outcome: 'approval',
    entries: [['replacement', 'delete', 'aws_lb.own', /^is destroyed$/]],
  },
  {
    name: 'of a machine of AWS, nothing is left',
    ...between('aws_instance', { ami: 'ami-1' }, { ami: 'ami-1', count: 0 }),
    outcome: 'approval',
    entries: [
      ['data', 'update', 'aws_instance.own', /^has no instance any more: the removed ones are destroyed$/],
    ],
  },
  {
    name: 'instances by number become instances by name',
    ...between('aws_s3_bucket', { bucket: 'b', count: 2 }, { bucket: 'b', for_each: { a: 'a', b: 'b' } }),
    outcome: 'approval',
    entries: [
      ['data', 'update', 'aws_s3_bucket.own', /^has other instances than before, by number or by name: /],
    ],
  },
];

function out(network: string): object {
  return { from_port: 0, to_port: 0, protocol: '-1', cidr_blocks: [network] };
}

function viewer(minimum_protocol_version: string): object {
  return { viewer_certificate: { minimum_protocol_version } };
}
