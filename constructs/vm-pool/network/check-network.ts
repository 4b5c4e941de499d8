import { type Finding, problem } from '../../../core/findings';
import { checkName, isLibvirtName } from '../names';
import { blocksMeet, type IpFamily, IPV4, IPV6, isAddress, nobodysBlock } from '../../../core/network';
import { NAME_FORM } from '../../../core/kubernetes';
import { FORM, MUST_BE_LABEL } from '../../../core/text';
import { formerNetworkNames, isMadeNetwork, isPrivateToHost, type NetworkSpec } from './network-spec';

/** The longest and the shortest block of a kind; libvirt hands out IPv6 to whole /64 networks only. */
const LIMITS: Record<'made' | 'found', Record<IpFamily['name'], readonly [number, number]>> = {
  made: { IPv4: [8, 29], IPv6: [32, 64] },
  found: { IPv4: [8, 30], IPv6: [32, 126] },
};
/** What no machine may have for an address, or no network of machines for its own. */
const TAKEN: Readonly<Record<IpFamily['name'], readonly (readonly [block: string, what: string])[]>> = {
  IPv4: [
    ['0.0.0.0/8', 'this network itself (RFC 1122)'],
    ['127.0.0.0/8', 'loopback'],
    ['169.254.0.0/16', 'link-local'],
    ['224.0.0.0/4', 'multicast'],
    ['240.0.0.0/4', 'reserved'],
  ],
  IPv6: [
    ['::/16', 'unspecified, loopback and mapped addresses'],
    ['64:ff9b::/96', 'for the translation to IPv4 (RFC 6052)'],
    ['100::/64', 'discarded (RFC 6666)'],
    ['fec0::/10', 'site-local, which RFC 3879 took back'],
    ['fe80::/10', 'link-local'],
    ['ff00::/8', 'multicast'],
  ],
};
/** As libvirt and Linux take it, and no program for an option. */
const BRIDGE = /^(?!\.{1,2}$)[A-Za-z0-9_.][A-Za-z0-9_.-]{0,14}$/;
/** 253 characters in all, less a host name and its dot. */
const LONGEST_DOMAIN = 189;
const LINK_LOCAL = IPV6.parseBlock('fe80::/10');

/** The problems of a network. Pure: needs no construct, so that one report can list those of all environments. */
export function checkNetwork(spec: NetworkSpec, path: string): readonly Finding[] {
  return [
    ...checkBlock(IPV4, spec, spec.cidr, `${path}.cidr`),
    ...(spec.cidr6 === undefined ? [] : checkBlock(IPV6, spec, spec.cidr6, `${path}.cidr6`)),
    ...(spec.dns ?? []).flatMap((server, index) => checkNameServer(server, `${path}.dns[${index}]`)),
    ...(spec.domain === undefined ? [] : checkDomain(spec.domain, `${path}.domain`)),
    ...(isMadeNetwork(spec)
      ? formerNetworkNames(spec).flatMap((name, index) => checkName(name, `${path}.formerly[${index}]`))
      : [...checkHostsName(spec, path), ...checkGateways(spec, path), ...checkSegment(spec, path)]),
  ];
}

type Found = Exclude<NetworkSpec, { kind: 'nat' | 'routed' | 'open' }>;

function checkBlock(family: IpFamily, spec: NetworkSpec, cidr: string, path: string): readonly Finding[] {
  const [shortest, longest] = LIMITS[isMadeNetwork(spec) ? 'made' : 'found'][family.name];
  const block = family.parseBlock(cidr);
  if (block !== undefined && block.prefix >= shortest && block.prefix <= longest)
    return checkTaken(family, cidr, path);
  return [
    problem({
      rule: 'vm-pool/network',
      path,
      message: `must be an ${family.name} block from /${shortest} to /${longest} with no host bits set`,
      value: cidr,
      advice: `Write the first address of the block and its prefix length, such as ${family.name === 'IPv4' ? '10.20.0.0/24' : 'fd12:3456:789a:20::/64'}.`,
    }),
  ];
}

/** @see https://www.iana.org/assignments/iana-ipv4-special-registry/ */
function checkTaken({ name }: IpFamily, cidr: string, path: string): readonly Finding[] {
  return TAKEN[name]
    .filter(([block]) => blocksMeet(block, cidr))
    .map(([block, what]) =>
      problem({
        rule: 'vm-pool/network',
        path,
        message: `must lie outside of ${block}, which is ${what}`,
        value: cidr,
        advice: `Choose a block for private use, such as ${name === 'IPv4' ? '10.20.0.0/24' : 'fd12:3456:789a:20::/64'}.`,
      }),
    );
}

function checkNameServer(server: string, path: string): readonly Finding[] {
  const nobody = isAddress(server) ? nobodysBlock(server) : undefined;
  if (nobody !== undefined)
    return [
      problem({
        rule: 'vm-pool/network',
        path,
        message: `must be an address that a machine can ask, not one in ${nobody}`,
        value: server,
        advice: 'Give the name server by the address that it has in its network, such as 10.20.0.1.',
      }),
    ];
  if (isAddress(server)) return [];
  return [
    problem({
      rule: 'vm-pool/network',
      path,
      message: 'must be an IPv4 address without leading zeros, or an IPv6 address',
      value: server,
      advice: 'Give the name server by its address, such as 10.20.0.1.',
    }),
  ];
}

function checkDomain(domain: string, path: string): readonly Finding[] {
  if (NAME_FORM.hostName.test(domain) && domain.length <= LONGEST_DOMAIN) return [];
  return [
    problem({
      rule: 'vm-pool/network',
      path,
      message: `must be a domain name in lower case, of at most ${LONGEST_DOMAIN} characters, with no dot at its ends and no number as its last part`,
      value: domain,
      advice: 'Give the domain that the names of the machines end in, such as lab.example.com.',
    }),
  ];
}

/** What the host calls it. */
function checkHostsName(spec: Found, path: string): readonly Finding[] {
  if (spec.kind === 'bridged' ? BRIDGE.test(spec.bridge) : isLibvirtName(spec.name)) return [];
  return [
    spec.kind === 'bridged'
      ? problem({
          rule: 'vm-pool/network',
          path: `${path}.bridge`,
          message:
            'must be the name of a network interface: at most 15 letters, digits, dots, underscores and hyphens',
          value: spec.bridge,
          advice: 'Give the bridge as `ip link` lists it on the host, such as br0.',
        })
      : problem({
          rule: 'vm-pool/network',
          path: `${path}.name`,
          message:
            'must be the name of a network, which has no slash, no line break and no blank at its ends',
          value: JSON.stringify(spec.name),
          advice: 'Give the network as `virsh net-list` lists it on the host, such as default.',
        }),
  ];
}

function checkSegment(spec: Found, path: string): readonly Finding[] {
  if (spec.segment === undefined) return [];
  if (isPrivateToHost(spec))
    return [
      problem({
        rule: 'vm-pool/network',
        path: `${path}.segment`,
        message: 'must be left out in a network that is private to its host',
        value: spec.segment,
        advice:
          'Say spansHosts: true if its machines on several hosts are neighbours; else each host has its own.',
      }),
    ];
  if (FORM.label.test(spec.segment)) return [];
  return [
    problem({
      rule: 'vm-pool/network',
      path: `${path}.segment`,
      message: MUST_BE_LABEL,
      value: JSON.stringify(spec.segment),
      advice: 'Name the segment after its site, such as berlin.',
    }),
  ];
}

function checkGateways(spec: Found, path: string): readonly Finding[] {
  const { cidr, gateway, cidr6, gateway6 } = spec;
  return [
    ...(inside(IPV4, cidr, gateway) ? [] : [badGateway(`${path}.gateway`, cidr, gateway, '10.20.0.1')]),
    ...((cidr6 === undefined) !== (gateway6 === undefined) ? [unpaired(path, cidr6)] : []),
    ...(cidr6 === undefined ||
    gateway6 === undefined ||
    inside(IPV6, cidr6, gateway6) ||
    isLinkLocal(gateway6)
      ? []
      : [badGateway(`${path}.gateway6`, `${cidr6} or a link-local one`, gateway6, 'fe80::1')]),
  ];
}

/** A block that is wrong itself says so: nothing lies outside it. */
function inside({ parse, parseBlock }: IpFamily, cidr: string, gateway: string): boolean {
  const address = parse(gateway);
  const block = parseBlock(cidr);
  return address !== undefined && (block === undefined || (address > block.first && address < block.last));
}

function isLinkLocal(gateway: string): boolean {
  const address = IPV6.parse(gateway);
  return (
    address !== undefined &&
    LINK_LOCAL !== undefined &&
    address > LINK_LOCAL.first &&
    address <= LINK_LOCAL.last
  );
}

function badGateway(path: string, block: string, gateway: string, example: string): Finding {
  return problem({
    rule: 'vm-pool/network',
    path,
    message: `must be an address inside ${block}, neither its first nor its last`,
    value: gateway,
    advice: `Give the router's address in this network, such as ${example}.`,
  });
}

function unpaired(path: string, cidr6: string | undefined): Finding {
  const [there, missing] = cidr6 === undefined ? ['gateway6', 'cidr6'] : ['cidr6', 'gateway6'];
  return problem({
    rule: 'vm-pool/network',
    path: `${path}.${missing}`,
    message: `must be given with ${there}`,
    advice: 'Give both for IPv6, or neither.',
  });
}
