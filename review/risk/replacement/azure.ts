import type { ReplacementTable } from './table';

// Read in the source of the provider, for the types that hold data.
const provider = 'the source of the azurerm provider';

export const AZURE: ReplacementTable = {
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
  },
  azurerm_resource_group: { provider, arguments: ['location', 'name'] },
};
