/** The networks in which a cluster's own pods, its machines and a cloud's metadata service live. */
export const PRIVATE_RANGES = {
  IPv4: ['10.0.0.0/8', '100.64.0.0/10', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16'],
  IPv6: ['fc00::/7', 'fe80::/10'],
} as const;

/** What a machine reaches itself at. */
export const LOOPBACK_RANGES = ['127.0.0.0/8', '::1/128'] as const;
