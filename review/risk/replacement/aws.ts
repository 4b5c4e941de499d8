import type { ReplacementTable } from './table';

// Read in the source of the provider, for the types that hold data, and for those that say who may do or reach what.
const provider = 'the source of the aws provider';

export const AWS: ReplacementTable = {
  aws_db_instance: {
    provider,
    arguments: [
      'availability_zone',
      'character_set_name',
      'custom_iam_instance_profile',
      'db_name',
      'engine',
      'identifier',
      'identifier_prefix',
      'kms_key_id',
      'name',
      'nchar_character_set_name',
      'restore_to_point_in_time',
      'snapshot_identifier',
      'storage_encrypted',
      'timezone',
      'username',
    ],
  },
  aws_dynamodb_table: {
    provider,
    arguments: [
      'hash_key',
      'local_secondary_index',
      'name',
      'range_key',
      'restore_date_time',
      'restore_source_name',
      'restore_to_latest_time',
    ],
    counts: ['local_secondary_index'],
  },
  aws_ebs_volume: {
    provider,
    arguments: [
      'availability_zone',
      'encrypted',
      'kms_key_id',
      'multi_attach_enabled',
      'outpost_arn',
      'snapshot_id',
    ],
  },
  aws_efs_file_system: {
    provider,
    arguments: ['availability_zone_name', 'creation_token', 'encrypted', 'kms_key_id', 'performance_mode'],
  },
  aws_rds_cluster: {
    provider,
    arguments: [
      'availability_zones',
      'cluster_identifier',
      'cluster_identifier_prefix',
      'cluster_scalability_type',
      'database_name',
      'db_subnet_group_name',
      'db_system_id',
      'engine',
      'engine_mode',
      'kms_key_id',
      'master_username',
      'restore_to_point_in_time',
    ],
  },
  aws_s3_bucket: { provider, arguments: ['bucket', 'bucket_prefix'] },
  aws_cloudwatch_log_group: { provider, arguments: ['log_group_class', 'name', 'name_prefix'] },
  aws_ecr_repository: { provider, arguments: ['encryption_configuration', 'name'] },
  aws_iam_policy: { provider, arguments: ['description', 'name', 'name_prefix', 'path'] },
  aws_iam_role: { provider, arguments: ['name', 'name_prefix', 'path'] },
  aws_kms_key: {
    provider,
    arguments: ['custom_key_store_id', 'customer_master_key_spec', 'key_usage', 'multi_region', 'xks_key_id'],
  },
  aws_secretsmanager_secret: { provider, arguments: ['name', 'name_prefix'] },
  aws_security_group: { provider, arguments: ['description', 'name', 'name_prefix', 'vpc_id'] },
  aws_sqs_queue: { provider, arguments: ['fifo_queue', 'name', 'name_prefix'] },
};
