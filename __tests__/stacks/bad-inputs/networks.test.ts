import { existing, joins, nat } from 'slipway';
import { accepted, host, lan, provides, type Raw, refused } from '../../support/three-environments';

const CA = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';

function block(cidr: string, addresses: string) {
  return (r: Raw) => {
    r.dev.networks.lan = nat({ cidr });
    r.dev.pools.nodes.addresses = addresses;
  };
}

function block6(cidr6: string) {
  return (r: Raw) => {
    r.dev.networks.lan = nat({ cidr: '10.20.0.0/24', cidr6 });
  };
}

describe('blocks that no machine may have', () => {
  const path = 'environments.dev.networks.lan.cidr';
  refused([
    [
      'this network',
      block('0.0.0.0/8', '0.0.0.16/28'),
      `${path} must lie outside of 0.0.0.0/8, which is this network itself (RFC 1122), but is 0.0.0.0/8`,
    ],
    [
      'loopback',
      block('127.0.0.0/24', '127.0.0.16/28'),
      `${path} must lie outside of 127.0.0.0/8, which is loopback`,
    ],
    [
      'link-local',
      block('169.254.0.0/24', '169.254.0.16/28'),
      `${path} must lie outside of 169.254.0.0/16, which is link-local`,
    ],
    [
      'multicast',
      block('239.0.0.0/24', '239.0.0.16/28'),
      `${path} must lie outside of 224.0.0.0/4, which is multicast`,
    ],
    [
      'reserved',
      block('240.0.0.0/24', '240.0.0.16/28'),
      `${path} must lie outside of 240.0.0.0/4, which is reserved`,
    ],
    ['IPv6 without an address', block6('::/64'), `${path}6 must lie outside of ::/16`],
    [
      'IPv6 link-local',
      block6('fe80::/64'),
      `${path}6 must lie outside of fe80::/10, which is link-local, but is fe80::/64`,
    ],
    [
      'IPv6 for IPv4',
      block6('64:ff9b::/64'),
      `${path}6 must lie outside of 64:ff9b::/96, which is for the translation`,
    ],
    [
      'IPv6 that is discarded',
      block6('100::/64'),
      `${path}6 must lie outside of 100::/64, which is discarded`,
    ],
    ['IPv6 site-local', block6('fec0::/64'), `${path}6 must lie outside of fec0::/10, which is site-local`],
    [
      'an address as the domain of machines',
      (r) => void (r.dev.networks.lan = nat({ cidr: '10.20.0.0/24', domain: '10.20.0.1' })),
      'environments.dev.networks.lan.domain must be a domain name in lower case',
    ],
    ['IPv6 multicast', block6('ff02::/64'), `${path}6 must lie outside of ff00::/8, which is multicast`],
  ]);
});

describe('addresses that something else has', () => {
  refused([
    [
      'the API server that nodes join',
      (r) => {
        const cluster = existing({ endpoint: 'https://10.20.0.16:6443', ca: CA, provides: provides() });
        r.dev.cluster = joins(cluster, 'nodes', { dns: '10.96.0.10' });
      },
      'environments.dev.pools.nodes.addresses must leave out the address of the API server, but is 10.20.0.16/28, with 10.20.0.16 in it',
    ],
    [
      'a host',
      (r) => (r.staging.hypervisors['rack1-a'] = host('qemu+ssh://ops@10.30.0.20/system')),
      'environments.staging.pools.nodes.addresses must leave out the address of the host rack1-a, but is 10.30.0.16/28, with 10.30.0.20 in it',
    ],
    [
      'a name server',
      (r) => (r.staging.networks.rack.dns = ['10.30.0.16']),
      'environments.staging.pools.nodes.addresses must leave out the address of a name server, but is 10.30.0.16/28, with 10.30.0.16 in it',
    ],
    [
      'the gateway that another environment has in the same segment',
      (r) => {
        r.prod.networks.rack = lan('10.30.0.0/24', '10.30.0.18');
        r.prod.pools.nodes.addresses = '10.30.0.32/28';
      },
      'environments.staging.pools.nodes.addresses must leave out the address of the gateway of environments.prod.networks.rack',
    ],
    [
      "the cluster's services",
      (r) => {
        const cluster = existing({ endpoint: 'https://k:6443', ca: CA, provides: provides() });
        r.dev.cluster = joins(cluster, 'nodes', { dns: '10.20.0.200' });
      },
      "environments.dev.cluster.node.dns must lie outside of the machines' network",
    ],
    [
      'a NAT block around its host',
      (r) => {
        r.dev.hypervisors.desk = host('qemu+ssh://ops@10.20.0.250/system');
      },
      'environments.dev.networks.lan must have a block that its host has no address of its own in, but is 10.20.0.0/24, which the host 10.20.0.250 is in',
    ],
    [
      'a NAT block that a bridge of its host has',
      (r) => {
        r.dev.networks.rack = lan('10.20.0.0/16', '10.20.9.1');
        r.dev.pools.others = { ...r.dev.pools.nodes, network: 'rack', addresses: '10.20.8.0/28' };
      },
      'environments.dev.networks.rack must have a block that meets that of no other network of its host',
    ],
  ]);
  accepted([
    [
      'two routers in one segment',
      'an environment may leave by a router of its own',
      (r) => {
        r.prod.networks.rack = lan('10.30.0.0/24', '10.30.0.254');
        r.prod.pools.nodes.addresses = '10.30.0.32/28';
      },
    ],
    [
      'ranges of two environments that overlap',
      'two slots with one address are refused when there are two',
      (r) => {
        r.prod.networks.rack = lan('10.30.0.0/24', '10.30.0.1');
        r.prod.pools.nodes.addresses = { from: '10.30.0.18', to: '10.30.0.40' };
      },
    ],
    [
      'a range inside another one',
      'as above',
      (r) => {
        r.staging.pools.more = { ...r.staging.pools.nodes, slots: { 5: 'rack1-a' } };
      },
    ],
  ]);
});

describe('a network that no pool has', () => {
  refused([
    [
      'a block that there is not',
      (r) => (r.dev.networks.spare = nat({ cidr: '10.20.0.0/33' })),
      'environments.dev.networks.spare.cidr must be an IPv4 block',
    ],
  ]);
});

describe('name servers', () => {
  refused([
    ...['0.0.0.0', '127.0.0.53', '255.255.255.255', '224.0.0.251', '::1'].map(
      (server) =>
        [
          server,
          (r: Raw) => void (r.staging.networks.rack.dns = [server]),
          'environments.staging.networks.rack.dns[0] must be an address that a machine can ask, not one in ',
        ] as const,
    ),
    [
      'by IPv6 alone, for machines without an IPv6 address',
      (r) => (r.staging.networks.rack.dns = ['fd00::53']),
      'environments.staging.networks.rack.dns must have a name server by IPv4 for machines that have no IPv6 address, but is fd00::53',
    ],
  ]);
});

describe('registries', () => {
  refused([
    [
      'a port that there is not',
      (r) => (r.project.registry = 'registry.example.com:99999/shop'),
      'project.registry must have a port from 1 to 65535',
    ],
  ]);
});
