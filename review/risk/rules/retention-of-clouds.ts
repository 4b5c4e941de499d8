import { at, items, type Json, only, textOf } from '../../../core/json';
import {
  goes,
  noLonger,
  type SettingsBy,
  type Turns,
  turnsOff,
  turnsOffDefault,
  turnsOn,
  turnsOnByDefault,
} from './settings';

/** Type → argument → when less is kept. */
export type LosesBy = SettingsBy<Turns>;

/** A time or a number that goes down. @param byDefault what the provider takes where nothing is said */
const shrinks =
  (byDefault: number): Turns =>
  (before, after) => {
    const [old, head] = [before, after].map((value) =>
      textOf(value) === '' ? byDefault : Number(textOf(value)),
    );
    return old !== undefined && head !== undefined && head < old;
  };
/** The same where 0 stands for ever. */
const shrinksFromEver: Turns = (before, after) => {
  const [old, head] = [before, after].map((value) => Number(textOf(value) || '0') || Infinity);
  return old !== undefined && head !== undefined && head < old;
};

/** What used to outlive its resource, and is deleted with it. */
export const DELETED_WITH: LosesBy = {
  aws_db_instance: { skip_final_snapshot: turnsOn, delete_automated_backups: turnsOnByDefault },
  aws_rds_cluster: { skip_final_snapshot: turnsOn, delete_automated_backups: turnsOnByDefault },
  aws_docdb_cluster: { skip_final_snapshot: turnsOn },
  aws_neptune_cluster: { skip_final_snapshot: turnsOn },
  aws_redshift_cluster: { skip_final_snapshot: turnsOn },
  aws_s3_bucket: { force_destroy: turnsOn },
  aws_ecr_repository: { force_delete: turnsOn },
  aws_kms_key: { deletion_window_in_days: shrinks(30) },
  aws_secretsmanager_secret: { recovery_window_in_days: shrinks(30) },
  google_storage_bucket: { force_destroy: turnsOn },
  google_bigquery_dataset: { delete_contents_on_destroy: turnsOn },
  google_sql_database: { deletion_policy: noLonger('ABANDON') },
  azurerm_key_vault: { purge_protection_enabled: turnsOff, soft_delete_retention_days: shrinks(90) },
};

/** Backups and earlier versions, and how long something is kept. */
export const KEPT_SHORTER: LosesBy = {
  aws_db_instance: { backup_retention_period: shrinks(0) },
  aws_rds_cluster: { backup_retention_period: shrinks(1) },
  aws_docdb_cluster: { backup_retention_period: shrinks(1) },
  aws_neptune_cluster: { backup_retention_period: shrinks(1) },
  aws_redshift_cluster: { automated_snapshot_retention_period: shrinks(1) },
  aws_elasticache_replication_group: { snapshot_retention_limit: shrinks(0) },
  aws_dynamodb_table: { 'point_in_time_recovery.enabled': turnsOff, 'ttl.enabled': turnsOn },
  aws_s3_bucket: { 'versioning.enabled': turnsOff },
  aws_s3_bucket_versioning: { 'versioning_configuration.status': noLonger('Enabled') },
  aws_cloudtrail: {
    enable_logging: turnsOffDefault,
    enable_log_file_validation: turnsOff,
    include_global_service_events: turnsOffDefault,
    is_multi_region_trail: turnsOff,
  },
  aws_cloudwatch_log_group: { retention_in_days: shrinksFromEver },
  aws_alb: { 'access_logs.enabled': turnsOff },
  aws_lb: { 'access_logs.enabled': turnsOff },
  aws_sqs_queue: { message_retention_seconds: shrinks(345_600) },
  aws_kinesis_stream: { retention_period: shrinks(24) },
  google_sql_database_instance: {
    'settings.backup_configuration.enabled': turnsOff,
    'settings.backup_configuration.point_in_time_recovery_enabled': turnsOff,
  },
  google_storage_bucket: { 'versioning.enabled': turnsOff, 'retention_policy.retention_period': shrinks(0) },
  azurerm_postgresql_flexible_server: { backup_retention_days: shrinks(7) },
  azurerm_mysql_flexible_server: { backup_retention_days: shrinks(7) },
  azurerm_mssql_database: { 'short_term_retention_policy.retention_days': shrinks(7) },
  azurerm_storage_account: {
    'blob_properties.versioning_enabled': turnsOff,
    'blob_properties.delete_retention_policy.days': shrinks(0),
  },
  azurerm_log_analytics_workspace: { retention_in_days: shrinks(30) },
};

/** Where messages go that nobody could process. */
export const SET_ASIDE: LosesBy = {
  aws_lambda_function: { dead_letter_config: goes },
  aws_sns_topic_subscription: { redrive_policy: goes },
  aws_sqs_queue: { redrive_policy: goes },
  azurerm_servicebus_queue: { dead_lettering_on_message_expiration: turnsOff },
  azurerm_servicebus_subscription: { dead_lettering_on_message_expiration: turnsOff },
  google_pubsub_subscription: { dead_letter_policy: goes },
};

/** Arguments that a resource of its own may say as well, in whose arguments the other is named. */
export const SAID_BY: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  aws_s3_bucket: { 'versioning.enabled': 'aws_s3_bucket_versioning' },
  aws_sqs_queue: { redrive_policy: 'aws_sqs_queue_redrive_policy' },
};

/** Resources that are settings of others, and what those no longer keep without them. */
export const KEPT_BY: Readonly<Record<string, string>> = {
  aws_s3_bucket_versioning: 'earlier versions of what is stored',
  aws_s3_bucket_object_lock_configuration: 'its objects from being deleted',
  aws_backup_plan: 'backups of what it selects',
  aws_backup_selection: 'backups of what it selects',
  aws_cloudtrail: 'a record of who does what',
  aws_sqs_queue_redrive_policy: 'messages that nobody could process',
  aws_flow_log: 'a record of who reaches what',
  aws_s3_bucket_logging: 'a record of who asks its bucket',
  aws_efs_backup_policy: 'backups of its file system',
  azurerm_management_lock: 'what it locks from being deleted',
};

/** The days after which a lifecycle deletes what is stored, rule by rule. */
export function expiryOf(args: Json | undefined): ReadonlyMap<string, number> {
  const rules = items(at(args, 'rule')).filter((rule) => textOf(at(rule, 'status')) !== 'Disabled');
  return new Map(
    rules.flatMap((rule, index) => {
      const name = textOf(at(rule, 'id')) || String(index);
      const days = textOf(at(only(at(rule, 'expiration')), 'days'));
      return days === '' ? [] : [[name, Number(days)] as const];
    }),
  );
}
