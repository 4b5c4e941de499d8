import { type JsonObject, textOf } from '../json';
import type { Holding } from './holding-kind';

const NOTHING: Holding = { kind: 'nothing' };

type HoldingOf = (args: JsonObject) => Holding;

/** What is stored in a thing of a cloud, which is destroyed with it. @param name the argument with its name */
function stores(what: string, name: string): HoldingOf {
  return (args) => ({
    kind: 'data',
    what: `${what} ${textOf(args[name]) || 'without a name'} and what is stored in it`,
  });
}

/** The same unless an argument says that the provider refuses to destroy it while something is in it. */
function storesUnlessKept(of: HoldingOf, isKept: (args: JsonObject) => boolean): HoldingOf {
  return (args) => (isKept(args) ? NOTHING : of(args));
}

const nothing: HoldingOf = () => NOTHING;

/** What is destroyed with the common types of AWS, Google Cloud and Azure. Every other type of theirs is not known. */
export const CLOUDS: Readonly<Record<string, HoldingOf>> = {
  aws_db_instance: stores('the database', 'identifier'),
  aws_rds_cluster: stores('the database cluster', 'cluster_identifier'),
  aws_docdb_cluster: stores('the database cluster', 'cluster_identifier'),
  aws_neptune_cluster: stores('the database cluster', 'cluster_identifier'),
  aws_redshift_cluster: stores('the warehouse', 'cluster_identifier'),
  aws_dynamodb_table: stores('the table', 'name'),
  aws_elasticache_replication_group: stores('the cache', 'replication_group_id'),
  aws_opensearch_domain: stores('the search domain', 'domain_name'),
  aws_elasticsearch_domain: stores('the search domain', 'domain_name'),
  aws_ebs_volume: stores('the disk', 'availability_zone'),
  aws_efs_file_system: stores('the file system', 'creation_token'),
  aws_s3_bucket: stores('the bucket', 'bucket'),
  aws_ecr_repository: stores('the image repository', 'name'),
  aws_cloudwatch_log_group: stores('the logs of', 'name'),
  aws_kinesis_stream: stores('the stream', 'name'),
  aws_sqs_queue: stores('the queue', 'name'),
  aws_kms_key: stores('the key', 'description'),
  aws_secretsmanager_secret: stores('the secret', 'name'),
  aws_cognito_user_pool: stores('the user pool', 'name'),
  aws_route53_zone: stores('the zone', 'name'),

  google_sql_database_instance: stores('the database instance', 'name'),
  google_sql_database: storesUnlessKept(
    stores('the database', 'name'),
    (args) => textOf(args['deletion_policy']) === 'ABANDON',
  ),
  google_spanner_instance: stores('the database instance', 'name'),
  google_spanner_database: stores('the database', 'name'),
  google_bigtable_instance: stores('the database instance', 'name'),
  google_bigquery_dataset: stores('the dataset', 'dataset_id'),
  google_bigquery_table: stores('the table', 'table_id'),
  google_storage_bucket: stores('the bucket', 'name'),
  google_compute_disk: stores('the disk', 'name'),
  google_filestore_instance: stores('the file share', 'name'),
  google_redis_instance: stores('the cache', 'name'),
  google_kms_crypto_key: stores('the key', 'name'),
  google_secret_manager_secret: stores('the secret', 'secret_id'),
  google_artifact_registry_repository: stores('the image repository', 'repository_id'),
  google_project: (args) => ({
    kind: 'contents',
    what: `all that is in project ${textOf(args['project_id'])}`,
  }),

  azurerm_resource_group: (args) => ({
    kind: 'contents',
    what: `all that is in resource group ${textOf(args['name'])}`,
  }),
  azurerm_postgresql_flexible_server: stores('the database server', 'name'),
  azurerm_mysql_flexible_server: stores('the database server', 'name'),
  azurerm_mssql_server: stores('the database server', 'name'),
  azurerm_mssql_database: stores('the database', 'name'),
  azurerm_cosmosdb_account: stores('the database account', 'name'),
  azurerm_redis_cache: stores('the cache', 'name'),
  azurerm_storage_account: stores('the storage account', 'name'),
  azurerm_storage_container: stores('the container', 'name'),
  azurerm_storage_share: stores('the file share', 'name'),
  azurerm_managed_disk: stores('the disk', 'name'),
  azurerm_key_vault: stores('the key vault', 'name'),
  azurerm_container_registry: stores('the image registry', 'name'),
  azurerm_log_analytics_workspace: stores('the logs of', 'name'),

  // What only says who may do what, who reaches what, or what belongs together.
  ...Object.fromEntries(
    [
      'aws_alb_listener',
      'aws_autoscaling_group',
      'aws_autoscaling_policy',
      'aws_cloudwatch_metric_alarm',
      'aws_db_parameter_group',
      'aws_db_subnet_group',
      'aws_ecs_service',
      'aws_ecs_task_definition',
      'aws_eip',
      'aws_iam_instance_profile',
      'aws_iam_policy',
      'aws_iam_policy_attachment',
      'aws_iam_role',
      'aws_iam_role_policy',
      'aws_iam_role_policy_attachment',
      'aws_internet_gateway',
      'aws_lambda_permission',
      'aws_launch_template',
      'aws_lb',
      'aws_lb_listener',
      'aws_lb_listener_rule',
      'aws_lb_target_group',
      'aws_lb_target_group_attachment',
      'aws_nat_gateway',
      'aws_network_acl',
      'aws_route',
      'aws_route53_record',
      'aws_route_table',
      'aws_route_table_association',
      'aws_s3_bucket_acl',
      'aws_s3_bucket_ownership_controls',
      'aws_s3_bucket_policy',
      'aws_s3_bucket_public_access_block',
      'aws_security_group',
      'aws_security_group_rule',
      'aws_subnet',
      'aws_volume_attachment',
      'aws_vpc',
      'aws_vpc_security_group_egress_rule',
      'aws_vpc_security_group_ingress_rule',
      'google_compute_firewall',
      'google_compute_network',
      'google_compute_subnetwork',
      'google_project_iam_binding',
      'google_project_iam_member',
      'google_project_service',
      'google_service_account',
      'google_storage_bucket_iam_member',
      'azurerm_network_interface',
      'azurerm_network_security_group',
      'azurerm_network_security_rule',
      'azurerm_public_ip',
      'azurerm_role_assignment',
      'azurerm_subnet',
      'azurerm_virtual_network',
      'null_resource',
    ].map((type) => [type, nothing]),
  ),
};
