import type { ReplacementTable } from './table';

const provider = 'proxmox 0.111.1';

export const PROXMOX: ReplacementTable = {
  proxmox_download_file: {
    provider,
    arguments: [
      'node_name',
      'datastore_id',
      'content_type',
      'file_name',
      'url',
      'checksum',
      'checksum_algorithm',
      'decompression_algorithm',
    ],
  },
  proxmox_virtual_environment_file: {
    provider,
    arguments: ['node_name', 'datastore_id', 'content_type', 'source_raw', 'source_file'],
  },
  proxmox_virtual_environment_vm: {
    provider,
    arguments: [
      'vm_id',
      // Unless `migrate` is set, which Slipway never does.
      'node_name',
      'clone',
      'disk.file_id',
      'initialization.type',
      'initialization.user_data_file_id',
      'initialization.vendor_data_file_id',
      'initialization.network_data_file_id',
      'initialization.meta_data_file_id',
    ],
    counts: ['amd_sev'],
  },
};
