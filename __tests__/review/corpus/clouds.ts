import type { StacksJson } from '../support/synth-of';
import type { Pair } from './pair';

// What providers of clouds protect, keep and show. Each of these has no plan in the lab: see `NOT_PLANNED`.

type Between = Pick<Pair, 'before' | 'after'>;
const inProd = (type: string, resource: object | undefined): StacksJson => ({
  'prod-services': resource === undefined ? {} : { [type]: { own: resource } },
});
const between = (type: string, before: object | undefined, after: object | undefined): Between => ({
  before: inProd(type, before),
  after: inProd(type, after),
});
const DATABASE = { identifier: 'shop', engine: 'postgres' };
const database = (before: object, after: object): Between =>
  between('aws_db_instance', { ...DATABASE, ...before }, { ...DATABASE, ...after });
const OWN = 'aws_db_instance.own';
const instance = (before: object, after: object): Between =>
  between('google_sql_database_instance', before, after);
const backups = (enabled: boolean): object => ({ settings: { backup_configuration: { enabled } } });
const rules = (days: number): object => ({ rule: [{ id: 'old', status: 'Enabled', expiration: { days } }] });
const LIFECYCLE = 'aws_s3_bucket_lifecycle_configuration';
const logs = (retention_in_days?: number): object => ({ name: 'shop', retention_in_days });

export const clouds: readonly Pair[] = [
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
    outcome: 'approval',
    entries: [['data', 'update', 'google_bigquery_table.own', /^Slipway does not know/]],
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
