import { Token } from 'cdktf';
import { type Finding, problem } from '../../findings';
import { holds, type Ipv4Range, parseAddressRange, renderRange } from './address-range';
import { checkDisks, checkSize } from './check-disks';
import { checkIdentity, checkName } from './check-names';
import { checkSlots } from './check-slots';
import { checkCloudInit } from './cloud-init';
import { formatIpv4, parseCidr, parseIpv4 } from './ipv4';
import { libvirt } from './libvirt';
import { checkImage } from './machine-image';
import { checkNetwork, gatewayOf, type NetworkSpec } from './network-spec';
import type { PoolSpec } from './pool-spec';

/**
 * The problems of a pool. Pure: needs no construct, so that one report can list those of all environments.
 *
 * It sees one pool in one stack. That names, MACs and addresses are unique beyond it is for whoever sees more, by
 * {@link slotIdentities}.
 */
export function checkPool(spec: PoolSpec, path: string): readonly Finding[] {
  const range = parseAddressRange(spec.addresses);
  return [
    ...checkIdentity(spec.identity, `${path}.identity`),
    ...checkName(spec.pool, path),
    ...checkCpu(spec.cpu, `${path}.cpu`),
    ...checkSize(spec.memory, `${path}.memory`),
    ...checkImage(spec.image, `${path}.image`),
    ...libvirt.limits(spec, path),
    ...checkDisks(spec, path),
    ...checkNetwork(spec.network, `${path}.network`),
    ...checkRange(spec, range, `${path}.addresses`),
    ...checkSlots(spec, range, `${path}.slots`),
    ...(spec.cloudInit === undefined ? [] : checkCloudInit(spec.cloudInit, `${path}.cloudInit`)),
  ];
}

function checkCpu(cpu: number, path: string): readonly Finding[] {
  if (Token.isUnresolved(cpu) || (Number.isSafeInteger(cpu) && cpu >= 1)) return [];
  return [
    problem({
      rule: 'vm-pool/cpu',
      path,
      message: 'must be a whole number of virtual CPUs, at least 1',
      value: String(cpu),
      advice: 'A machine has whole CPUs; shares of one are for containers.',
    }),
  ];
}

function checkRange(
  { addresses, network }: PoolSpec,
  range: Ipv4Range | undefined,
  path: string,
): readonly Finding[] {
  if (range === undefined) {
    return [
      problem({
        rule: 'vm-pool/addresses',
        path,
        message: 'must be an IPv4 block with no host bits set, or { from, to } in ascending order',
        value: JSON.stringify(addresses),
        advice: "Write the pool's part of the network, such as 10.20.0.16/28.",
      }),
    ];
  }
  const block = parseCidr(network.cidr);
  if (block === undefined) return [];
  if (range.first < block.network || range.last > block.broadcast) return [outside(range, network, path)];
  const reserved = [
    { role: 'network address', address: block.network },
    { role: 'broadcast address', address: block.broadcast },
    { role: 'gateway', address: parseIpv4(gatewayOf(network)) },
  ];
  return reserved.flatMap(({ role, address }) =>
    address !== undefined && holds(range, address) ? [covers(role, address, range, path)] : [],
  );
}

function outside(range: Ipv4Range, network: NetworkSpec, path: string): Finding {
  return problem({
    rule: 'vm-pool/addresses',
    path,
    message: `must lie inside the network, ${network.cidr}`,
    value: renderRange(range),
    advice: "Choose a part of the network's block for the pool.",
  });
}

function covers(role: string, address: number, range: Ipv4Range, path: string): Finding {
  return problem({
    rule: 'vm-pool/addresses',
    path,
    message: `must leave out the network's ${role}, ${formatIpv4(address)}`,
    value: renderRange(range),
    advice: 'Start the range after it, or end it before it: { from, to } takes any two addresses.',
  });
}
