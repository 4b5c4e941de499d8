import type { Construct } from 'constructs';
import { Network } from '../../../providers/libvirt/network';
import { claimAddress } from '../../terraform';
import type { NetworkSpec } from '../network-spec';

/** How a machine's interface names its network. */
export type LibvirtAttachment = { readonly network: Network } | { readonly bridge: string };

/** The libvirt network of a NAT spec; for a bridge there is nothing to make. */
export function libvirtNetwork(
  scope: Construct,
  address: string,
  name: string,
  spec: NetworkSpec,
): LibvirtAttachment {
  if (spec.kind === 'bridged') return { bridge: spec.bridge };
  const network = new Network(scope, 'Resource', {
    name,
    mode: 'nat',
    addresses: [spec.cidr],
    // Addresses are static, by cloud-init: a lease could give a slot's address to somebody else.
    dhcp: { enabled: false },
    dns: { enabled: true },
    autostart: true,
  });
  return { network: claimAddress(network, address) };
}
