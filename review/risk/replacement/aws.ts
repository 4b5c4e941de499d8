import type { ReplacementTable } from './table';

// Read in the source of the provider, for the types that hold data.
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
};
