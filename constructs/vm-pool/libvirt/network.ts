import type { Construct } from 'constructs';
import { IPV6 } from '../../../core/network';
import { Network, type NetworkConfig } from '../../providers/libvirt/network';
import { claimAddress, inheritAddresses } from '../../terraform';
import type { NetworkAttachment } from '../hypervisor-driver';
import { formerNetworkNames, type MadeNetwork, type NetworkSpec } from '../network';

const MODES: Record<MadeNetwork['kind'], string> = { nat: 'nat', routed: 'route', open: 'open' };

/**
 * The stylesheet that has libvirt translate IPv6 addresses as well. By itself it would route them in a NAT network, and
 * let the outside in; the provider has no argument for it.
 */
const TRANSLATE_IPV6 = `<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:output omit-xml-declaration="yes"/>
  <xsl:template match="@*|node()"><xsl:copy><xsl:apply-templates select="@*|node()"/></xsl:copy></xsl:template>
  <xsl:template match="forward"><xsl:copy><xsl:apply-templates select="@*"/><nat ipv6="yes"/></xsl:copy></xsl:template>
</xsl:stylesheet>
`;

/** The libvirt network of a spec; for what is there already there is nothing to make. */
export function libvirtNetwork(
  scope: Construct,
  address: string,
  name: string,
  spec: NetworkSpec,
): NetworkAttachment {
  if (spec.kind === 'bridged') return { bridge: spec.bridge };
  if (spec.kind === 'existing') return { networkName: spec.name };
  const network = claimAddress(new Network(scope, 'Resource', networkOf(spec, name)), address);
  inheritAddresses(network, formerNetworkNames(spec));
  return { network };
}

function networkOf({ kind, cidr, cidr6 }: MadeNetwork, name: string): NetworkConfig {
  return {
    name,
    mode: MODES[kind],
    addresses: [cidr, ...(cidr6 === undefined ? [] : [canonical(cidr6)])],
    // Addresses are static, by cloud-init: a lease could give a slot's address to somebody else.
    dhcp: { enabled: false },
    dns: { enabled: true },
    autostart: true,
    ...(kind === 'nat' && cidr6 !== undefined ? { xml: { xslt: TRANSLATE_IPV6 } } : {}),
  };
}

/** A block as libvirt gives it back, so that no plan sees a difference in its spelling. */
function canonical(cidr6: string): string {
  const block = IPV6.parseBlock(cidr6);
  return block === undefined ? cidr6 : `${IPV6.format(block.first)}/${block.prefix}`;
}
