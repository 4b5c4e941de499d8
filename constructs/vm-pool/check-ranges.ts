import {
  type AddressRange,
  holds,
  type IpBlock,
  type IpFamily,
  type IpRange,
  parseAddressRange,
  renderRange,
} from '../../core/network';
import { type Finding, problem } from '../../core/findings';
import { gateway6Of, gatewayOf, type NetworkSpec } from './network';
import type { PoolSpec } from './pool-spec';
import { ADDRESS, ADDRESS6 } from './slot-address';

/** The problems of a pool's ranges inside its network. */
export function checkRanges({ addresses, addresses6, network }: PoolSpec, path: string): readonly Finding[] {
  return [
    ...checkRange(ADDRESS.family, addresses, network.cidr, gatewayOf(network), `${path}.addresses`),
    ...(addresses6 === undefined ? [] : checkRange6(addresses6, network, `${path}.addresses6`)),
  ];
}

function checkRange6(addresses: AddressRange, network: NetworkSpec, path: string): readonly Finding[] {
  if (network.cidr6 !== undefined)
    return checkRange(ADDRESS6.family, addresses, network.cidr6, gateway6Of(network) ?? '', path);
  return [
    problem({
      rule: 'vm-pool/addresses',
      path,
      message: 'must be left out in a network without IPv6',
      value: JSON.stringify(addresses),
      advice: 'Give the network its cidr6, or leave out addresses6.',
    }),
  ];
}

function checkRange(
  family: IpFamily,
  addresses: AddressRange,
  cidr: string,
  gateway: string,
  path: string,
): readonly Finding[] {
  const range = parseAddressRange(family, addresses);
  if (range === undefined) return [noRange(family, addresses, path)];
  const block = family.parseBlock(cidr);
  if (block === undefined) return [];
  if (range.first < block.first || range.last > block.last) return [outside(family, range, cidr, path)];
  return reservedIn(family, block, gateway).flatMap(({ role, address }) =>
    address !== undefined && holds(range, address) ? [covers(family, role, address, range, path)] : [],
  );
}

interface Reserved {
  readonly role: string;
  readonly address: bigint | undefined;
}

function reservedIn(family: IpFamily, { first, last }: IpBlock, gateway: string): readonly Reserved[] {
  const router = { role: 'gateway', address: family.parse(gateway) };
  if (family.name === 'IPv6') return [{ role: 'routers’ anycast address', address: first }, router];
  return [{ role: 'network address', address: first }, { role: 'broadcast address', address: last }, router];
}

function noRange({ name }: IpFamily, addresses: AddressRange, path: string): Finding {
  return problem({
    rule: 'vm-pool/addresses',
    path,
    message: `must be an ${name} block with no host bits set, or { from, to } in ascending order`,
    value: JSON.stringify(addresses),
    advice: `Write the pool's part of the network, such as ${name === 'IPv4' ? '10.20.0.16/28' : 'fd12:3456:789a:20::100/120'}.`,
  });
}

function outside(family: IpFamily, range: IpRange, cidr: string, path: string): Finding {
  return problem({
    rule: 'vm-pool/addresses',
    path,
    message: `must lie inside the network, ${cidr}`,
    value: renderRange(family, range),
    advice: "Choose a part of the network's block for the pool.",
  });
}

function covers(family: IpFamily, role: string, address: bigint, range: IpRange, path: string): Finding {
  return problem({
    rule: 'vm-pool/addresses',
    path,
    message: `must leave out the network's ${role}, ${family.format(address)}`,
    value: renderRange(family, range),
    advice: 'Start the range after it, or end it before it: { from, to } takes any two addresses.',
  });
}
