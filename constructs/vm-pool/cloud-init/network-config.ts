import { parseCidr } from '../ipv4';
import { gatewayOf, nameServersOf, type NetworkSpec } from '../network-spec';
import type { SlotIdentity } from '../slots';
import { toYaml } from './yaml';

/** cloud-init's network-config, version 2: one static address on the interface with the slot's MAC. */
export function networkConfig(slot: SlotIdentity, network: NetworkSpec): string {
  const prefix = parseCidr(network.cidr)?.prefix ?? 32;
  return toYaml({
    version: 2,
    ethernets: {
      primary: {
        match: { macaddress: slot.mac },
        dhcp4: false,
        addresses: [`${slot.address}/${prefix}`],
        // `default` instead of 0.0.0.0/0 is unknown to the cloud-init of older distributions.
        routes: [{ to: '0.0.0.0/0', via: gatewayOf(network) }],
        nameservers: { addresses: [...nameServersOf(network)] },
      },
    },
  });
}
