import type { ReplacementTable } from './table';

const provider = 'libvirt 0.8.3';

export const LIBVIRT: ReplacementTable = {
  libvirt_cloudinit_disk: {
    provider,
    arguments: ['name', 'pool', 'user_data', 'meta_data', 'network_config'],
  },
  libvirt_domain: {
    provider,
    arguments: [
      'name',
      'description',
      'type',
      'vcpu',
      'memory',
      'firmware',
      'nvram',
      'cmdline',
      'coreos_ignition',
      'fw_cfg_name',
      'disk.scsi',
      'graphics.type',
      'graphics.autoport',
      'graphics.listen_type',
      'graphics.listen_address',
      'console',
      'tpm',
      'xml',
    ],
    counts: ['disk', 'filesystem', 'graphics', 'cpu'],
  },
  libvirt_network: {
    provider,
    arguments: ['name', 'mode', 'domain', 'bridge', 'addresses', 'dns.forwarders', 'dns.srvs', 'xml'],
    counts: ['dhcp', 'routes'],
  },
  libvirt_volume: {
    provider,
    arguments: [
      'name',
      'pool',
      'source',
      'size',
      'format',
      'base_volume_id',
      'base_volume_pool',
      'base_volume_name',
      'xml',
    ],
  },
};
