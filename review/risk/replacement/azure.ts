import type { ReplacementTable } from './table';

// Read in the source of the provider, for the types that hold data.
const provider = 'the source of the azurerm provider';

/** What says which thing it is, of almost every type. */
const PLACE = ['location', 'name', 'resource_group_name'];

export const AZURE: ReplacementTable = {
  azurerm_container_registry: {
    provider,
    arguments: [...PLACE, 'zone_redundancy_enabled'],
    unsure: ['georeplications'],
  },
  azurerm_cosmosdb_account: {
    provider,
    arguments: [...PLACE, 'create_mode', 'free_tier_enabled', 'key_vault_key_id', 'kind', 'restore'],
    unsure: ['analytical_storage_enabled', 'backup.type', 'capabilities', 'geo_location'],
  },
  azurerm_key_vault: { provider, arguments: PLACE },
  azurerm_log_analytics_workspace: { provider, arguments: PLACE, unsure: ['sku'] },
  azurerm_managed_disk: {
    provider,
    arguments: [
      'create_option',
      'edge_zone',
      'gallery_image_reference_id',
      'hyper_v_generation',
      'image_reference_id',
      'location',
      'logical_sector_size',
      'name',
      'resource_group_name',
      'source_resource_id',
      'source_uri',
      'storage_account_id',
      'trusted_launch_enabled',
      'zone',
    ],
  },
  azurerm_mssql_database: {
    provider,
    arguments: [
      'collation',
      'create_mode',
      'creation_source_database_id',
      'ledger_enabled',
      'name',
      'secondary_type',
      'server_id',
    ],
    unsure: ['enclave_type', 'sku_name'],
  },
  azurerm_mssql_server: { provider, arguments: [...PLACE, 'version'], unsure: ['administrator_login'] },
  azurerm_mysql_flexible_server: {
    provider,
    arguments: [
      ...PLACE,
      'administrator_login',
      'create_mode',
      'delegated_subnet_id',
      'geo_redundant_backup_enabled',
      'point_in_time_restore_time_in_utc',
      'private_dns_zone_id',
      'source_server_id',
    ],
    shrinking: ['storage.size_gb'],
  },
  azurerm_postgresql_flexible_server: {
    provider,
    arguments: [
      'administrator_login',
      'customer_managed_key',
      'delegated_subnet_id',
      'geo_redundant_backup_enabled',
      'location',
      'name',
      'point_in_time_restore_time_in_utc',
      'resource_group_name',
      'source_server_id',
    ],
    shrinking: ['storage_mb', 'version'],
    unsure: ['cluster', 'identity'],
  },
  azurerm_redis_cache: {
    provider,
    arguments: [...PLACE, 'private_static_ip_address', 'subnet_id', 'zones'],
    unsure: ['sku_name'],
  },
  azurerm_resource_group: { provider, arguments: ['location', 'name'] },
  azurerm_storage_account: {
    provider,
    arguments: [
      ...PLACE,
      'account_tier',
      'dns_endpoint_type',
      'edge_zone',
      'infrastructure_encryption_enabled',
      'is_hns_enabled',
      'nfsv3_enabled',
      'provisioned_billing_model_version',
      'queue_encryption_key_type',
      'table_encryption_key_type',
    ],
    unsure: ['account_kind', 'account_replication_type', 'immutability_policy', 'large_file_share_enabled'],
  },
  azurerm_storage_container: {
    provider,
    arguments: ['default_encryption_scope', 'encryption_scope_override_enabled', 'name'],
    unsure: ['storage_account_id', 'storage_account_name'],
  },
  azurerm_storage_share: {
    provider,
    arguments: ['enabled_protocol', 'name'],
    unsure: ['storage_account_id', 'storage_account_name'],
  },
};
