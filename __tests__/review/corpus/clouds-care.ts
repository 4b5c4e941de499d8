import type { RiskLevel } from '../../../review/risk';
import { between } from './between';
import type { Pair } from './pair';

// What clouds no longer watch, block, keep aside or run, and where names lead.

type Told = readonly [level: RiskLevel, words: RegExp];

function changes(
  name: string,
  [type, before, after]: readonly [string, object, object | undefined],
  outcome: Pair['outcome'],
  [level, words]: Told,
): Pair {
  const action = after === undefined ? 'delete' : 'update';
  return { name, ...between(type, before, after), outcome, entries: [[level, action, `${type}.own`, words]] };
}

const KEY = 'aws_kms_key';
const ALARM = 'aws_cloudwatch_metric_alarm';
const alarm = (more: object) => ({ alarm_name: 'shop', alarm_actions: ['arn:aws:sns:a:1:ops'], ...more });
const FIREWALL = 'aws_wafv2_web_acl';
const firewall = (byDefault: string, ...rules: readonly object[]) => ({
  name: 'shop',
  default_action: { [byDefault]: {} },
  rule: rules,
});
const rule = (action: string) => ({ name: 'sql', priority: 1, action: { [action]: {} } });
const managed = (action: string) => ({ name: 'known', priority: 2, override_action: { [action]: {} } });
const GROUP = 'aws_autoscaling_group';
const group = (min_size: number, desired_capacity: number, max_size = 20) => ({
  name: 'shop',
  min_size,
  desired_capacity,
  max_size,
});
const QUEUE = 'aws_sqs_queue';
const REDRIVE = JSON.stringify({ deadLetterTargetArn: 'arn:aws:sqs:a:1:dead', maxReceiveCount: 4 });
const RECORD = 'aws_route53_record';
const record = (...records: readonly string[]) => ({ name: 'shop.example.com', type: 'A', ttl: 60, records });
const DATABASE = 'aws_db_instance';
const version = (engine_version: string) => ({ identifier: 'shop', engine: 'postgres', engine_version });

export const care: readonly Pair[] = [
  changes('a key is no longer rotated', [KEY, { enable_key_rotation: true }, {}], 'approval', [
    'privileges',
    /^no longer rotates its key \(enable_key_rotation\)$/,
  ]),
  changes('a key is rotated from now on', [KEY, {}, { enable_key_rotation: true }], 'changes', [
    'rest',
    /^$/,
  ]),
  changes(
    'a firewall lets in what no rule is about',
    [FIREWALL, firewall('block', rule('block')), firewall('allow', rule('block'))],
    'approval',
    ['exposure', /^lets in what no rule is about$/m],
  ),
  changes(
    'rules of a firewall only count',
    [
      FIREWALL,
      firewall('allow', rule('block'), managed('none')),
      firewall('allow', rule('count'), managed('count')),
    ],
    'approval',
    ['exposure', /^no longer blocks by sql, known$/m],
  ),
  changes(
    'a firewall blocks more, by a rule that comes first',
    [
      FIREWALL,
      firewall('allow', rule('block')),
      firewall('block', managed('none'), { ...rule('block'), priority: 3 }),
    ],
    'changes',
    ['unknown', /^Slipway does not know whether this replaces it/],
  ),
  changes(
    'nothing asks a firewall any more',
    ['aws_wafv2_web_acl_association', { resource_arn: 'a', web_acl_arn: 'b' }, undefined],
    'approval',
    ['replacement', /^no longer asks a firewall who comes in$/m],
  ),
  changes(
    'a firewall of Azure only reports',
    [
      'azurerm_web_application_firewall_policy',
      { policy_settings: { mode: 'Prevention' } },
      { policy_settings: { mode: 'Detection' } },
    ],
    'approval',
    ['exposure', /^no longer blocks by its mode$/m],
  ),
  changes(
    'a rule of a firewall of Google is only tried',
    [
      'google_compute_security_policy',
      { rule: [{ action: 'deny(403)', priority: 1000 }] },
      { rule: [{ action: 'deny(403)', priority: 1000, preview: true }] },
    ],
    'approval',
    ['exposure', /^no longer blocks by the rule of 1000$/m],
  ),
  changes('an alarm tells nobody', [ALARM, alarm({}), alarm({ actions_enabled: false })], 'approval', [
    'availability',
    /^no longer tells anybody \(actions_enabled\)$/m,
  ]),
  changes('an alarm has nobody to tell', [ALARM, alarm({}), alarm({ alarm_actions: [] })], 'approval', [
    'availability',
    /^no longer tells anybody \(alarm_actions\)$/m,
  ]),
  changes(
    'an alarm tells somebody else, and says that it does',
    [ALARM, alarm({}), alarm({ actions_enabled: true, alarm_actions: ['arn:aws:sns:a:1:duty'] })],
    'changes',
    ['unknown', /^Slipway does not know/],
  ),
  changes(
    'messages that nobody could process are lost',
    [QUEUE, { name: 'shop', redrive_policy: REDRIVE }, { name: 'shop' }],
    'approval',
    ['data', /^no longer keeps messages that nobody could process \(redrive_policy\)$/],
  ),
  {
    name: 'another resource says where messages go that nobody could process',
    before: { 'prod-services': { [QUEUE]: { own: { name: 'shop', redrive_policy: REDRIVE } } } },
    after: {
      'prod-services': {
        [QUEUE]: { own: { name: 'shop' } },
        aws_sqs_queue_redrive_policy: {
          own: { queue_url: `\${${QUEUE}.own.id}`, redrive_policy: REDRIVE },
        },
      },
    },
    outcome: 'changes',
    entries: [
      ['rest', 'update', `${QUEUE}.own`, /^$/],
      ['rest', 'create', 'aws_sqs_queue_redrive_policy.own'],
    ],
  },
  {
    name: 'another resource says that a bucket keeps its versions',
    before: {
      'prod-services': { aws_s3_bucket: { own: { bucket: 'shop', versioning: { enabled: true } } } },
    },
    after: {
      'prod-services': {
        aws_s3_bucket: { own: { bucket: 'shop' } },
        aws_s3_bucket_versioning: {
          own: { bucket: '${aws_s3_bucket.own.id}', versioning_configuration: { status: 'Enabled' } },
        },
      },
    },
    outcome: 'changes',
    entries: [
      ['rest', 'update', 'aws_s3_bucket.own', /^$/],
      ['rest', 'create', 'aws_s3_bucket_versioning.own'],
    ],
  },
  changes('a group of machines is far smaller', [GROUP, group(10, 10), group(1, 1)], 'approval', [
    'capacity',
    /^has far less: desired_capacity 10 → 1, min_size 10 → 1$/m,
  ]),
  changes('a group of machines may have none', [GROUP, group(3, 5), group(0, 5)], 'approval', [
    'capacity',
    /^has far less: min_size 3 → 0$/m,
  ]),
  changes('a group of machines is a little smaller', [GROUP, group(3, 6), group(2, 4)], 'changes', [
    'capacity',
    /^has another size: desired_capacity, min_size$/m,
  ]),
  changes('a group of machines is larger', [GROUP, group(1, 1), group(10, 10)], 'changes', [
    'capacity',
    /^has another size: desired_capacity, min_size$/m,
  ]),
  changes('a name leads elsewhere', [RECORD, record('192.0.2.1'), record('198.51.100.1')], 'approval', [
    'exposure',
    /^leads shop\.example\.com to 198\.51\.100\.1 in place of 192\.0\.2\.1$/m,
  ]),
  changes(
    'a name leads to the same in another order, and is kept for longer',
    [RECORD, record('192.0.2.1', '192.0.2.2'), { ...record('192.0.2.2', '192.0.2.1'), ttl: 300 }],
    'changes',
    ['unknown', /^Slipway does not know/],
  ),
  changes(
    'a name is said to be of somebody by another text',
    [RECORD, { ...record('a'), type: 'TXT' }, { ...record('b'), type: 'TXT' }],
    'changes',
    ['unknown', /^Slipway does not know/],
  ),
  changes('a database gets another major version', [DATABASE, version('15.4'), version('16.1')], 'approval', [
    'availability',
    /^gets a version from which there is no way back \(engine_version\)$/,
  ]),
  changes(
    'a database gets a newer version of the same',
    [DATABASE, version('15.4'), version('15.8')],
    'changes',
    ['rest', /^$/],
  ),
  changes(
    'a cluster no longer keeps a record of who does what',
    [
      'aws_eks_cluster',
      { name: 'shop', enabled_cluster_log_types: ['api', 'audit'] },
      { name: 'shop', enabled_cluster_log_types: ['api'] },
    ],
    'approval',
    ['privileges', /^no longer keeps a record of who does what in it \(enabled_cluster_log_types\)$/m],
  ),
  changes(
    'a trail no longer proves that nobody changed it',
    ['aws_cloudtrail', { name: 'a', enable_log_file_validation: true }, { name: 'a' }],
    'approval',
    ['data', /^keeps less, or for a shorter time \(enable_log_file_validation\)$/m],
  ),
  changes(
    'nothing calls a function any more',
    ['aws_lambda_event_source_mapping', { function_name: 'a' }, { function_name: 'a', enabled: false }],
    'approval',
    ['availability', /^is stopped: nothing of it runs any more \(enabled\)$/m],
  ),
  changes(
    'a function is never run',
    [
      'aws_lambda_function',
      { function_name: 'a' },
      { function_name: 'a', reserved_concurrent_executions: 0 },
    ],
    'approval',
    ['capacity', /^is scaled to none/m],
  ),
  changes(
    'a listener of AWS takes an older TLS',
    [
      'aws_lb_listener',
      { protocol: 'HTTPS', ssl_policy: 'ELBSecurityPolicy-TLS13-1-2-2021-06' },
      { protocol: 'HTTPS', ssl_policy: 'ELBSecurityPolicy-2016-08' },
    ],
    'approval',
    ['exposure', /^takes TLS 1\.0, where it asked for 1\.2 \(ssl_policy\)$/m],
  ),
  changes(
    'a listener of AWS takes other ciphers of the same TLS',
    [
      'aws_lb_listener',
      { protocol: 'HTTPS', ssl_policy: 'ELBSecurityPolicy-TLS13-1-2-2021-06' },
      { protocol: 'HTTPS', ssl_policy: 'ELBSecurityPolicy-TLS-1-2-2017-01' },
    ],
    'changes',
    ['unknown', /^Slipway does not know/],
  ),
  changes(
    'a distribution of AWS serves without TLS',
    [
      'aws_cloudfront_distribution',
      { default_cache_behavior: { viewer_protocol_policy: 'redirect-to-https' } },
      { default_cache_behavior: { viewer_protocol_policy: 'allow-all' } },
    ],
    'approval',
    ['exposure', /^serves without TLS what had it \(default_cache_behavior\.viewer_protocol_policy\)$/m],
  ),
  changes(
    'a database of Google gets another size',
    [
      'google_sql_database_instance',
      { name: 'shop', settings: { tier: 'db-custom-2-7680', disk_size: 100 } },
      { name: 'shop', settings: { tier: 'db-custom-4-15360', disk_size: 200 } },
    ],
    'changes',
    ['rest', /^$/],
  ),
  changes(
    'a database of Google gets a smaller disk',
    [
      'google_sql_database_instance',
      { name: 'shop', settings: { disk_size: 200 } },
      { name: 'shop', settings: { disk_size: 100 } },
    ],
    'approval',
    ['data', /^Slipway does not know whether settings\.disk_size replaces it/],
  ),
  changes(
    'a storage account of Azure gets a tag and another network',
    [
      'azurerm_storage_account',
      { name: 'shop', network_rules: { default_action: 'Deny', ip_rules: ['192.0.2.1'] } },
      {
        name: 'shop',
        tags: { team: 'shop' },
        network_rules: { default_action: 'Deny', ip_rules: ['192.0.2.1', '192.0.2.2'] },
      },
    ],
    'changes',
    ['rest', /^$/],
  ),
  changes(
    'a storage account of Azure is copied elsewhere',
    [
      'azurerm_storage_account',
      { name: 'shop', account_replication_type: 'LRS' },
      { name: 'shop', account_replication_type: 'ZRS' },
    ],
    'approval',
    ['data', /^Slipway does not know whether account_replication_type replaces it/],
  ),
  {
    name: 'a disk of Google becomes smaller',
    ...between('google_compute_disk', { name: 'shop', size: 200 }, { name: 'shop', size: 100 }),
    outcome: 'approval',
    entries: [['data', 'replace', 'google_compute_disk.own', /^is replaced: size forces it/m]],
  },
  {
    name: 'a vault of Azure goes elsewhere',
    ...between(
      'azurerm_key_vault',
      { name: 'shop', location: 'westeurope' },
      { name: 'shop', location: 'northeurope' },
    ),
    outcome: 'approval',
    entries: [['data', 'replace', 'azurerm_key_vault.own', /^is replaced: location forces it/m]],
  },
];
