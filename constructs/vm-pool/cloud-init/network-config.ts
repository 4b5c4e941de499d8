import { type IpFamily, IPV4, IPV6 } from '../../../core/network';
import { gateway6Of, gatewayOf, nameServersOf, type NetworkSpec } from '../network';
import { toYaml } from './yaml';

/** The network interface of a machine, with its static addresses. */
interface MachineInterface {
  readonly mac: string;
  readonly address: string;
  readonly address6?: string;
}

/** cloud-init's network-config, version 2: static addresses on the interface with the slot's MAC. */
export function networkConfig({ mac, address, address6 }: MachineInterface, network: NetworkSpec): string {
  const { cidr, cidr6 = '', domain } = network;
  return toYaml({
    version: 2,
    ethernets: {
      primary: {
        match: { macaddress: mac },
        dhcp4: false,
        dhcp6: false,
        // Else a router's advertisements would give the machine further addresses, and routes, that no plan knows; and a first
        // boot would wait 12 s for the first of them.
        'accept-ra': false,
        addresses: [
          inBlock(IPV4, address, cidr),
          ...(address6 === undefined ? [] : [inBlock(IPV6, address6, cidr6)]),
        ],
        // `default` instead of 0.0.0.0/0 is unknown to the cloud-init of older distributions.
        routes: [
          { to: '0.0.0.0/0', via: gatewayOf(network) },
          ...(address6 === undefined ? [] : [{ to: '::/0', via: gateway6Of(network) ?? '' }]),
        ],
        nameservers: {
          addresses: [...nameServersOf(network)],
          ...(domain === undefined ? {} : { search: [domain] }),
        },
      },
    },
  });
}

/** An address with the prefix of the block that it is on. */
function inBlock({ parseBlock }: IpFamily, address: string, cidr: string): string {
  return `${address}/${parseBlock(cidr)?.prefix ?? 0}`;
}
