import {
  bridged,
  checkNetwork,
  existingNetwork,
  isPrivateToHost,
  MachineNetwork,
  nat,
  type NetworkSpec,
  openNetwork,
  routed,
  type VmPoolProps,
} from '../../../constructs/vm-pool';
import { parse } from 'yaml';
import type { SynthesisedStack } from '../../support/synth';
import { addPool, block, synthOnHost } from './pool';

const made = { cidr: '10.20.0.0/24' };
const found = { cidr: '10.20.0.0/24', gateway: '10.20.0.254', dns: ['9.9.9.9'] };
const v6 = { cidr6: 'FD00:0::/64' };

function synthIn(spec: NetworkSpec, props: Partial<VmPoolProps> = {}): SynthesisedStack {
  return synthOnHost((stack) => {
    const network = new MachineNetwork(stack, 'lan', { identity: 'shop/prod', spec });
    addPool(stack, { slots: 1, network, ...props });
  });
}

function interfaceIn(stack: SynthesisedStack): any {
  return block(stack, 'libvirt_domain.nodes-0').network_interface[0];
}

/** What cloud-init configures as the machine's network. */
function ethernetIn(stack: SynthesisedStack): any {
  const config = parse(block(stack, 'libvirt_cloudinit_disk.nodes-0').network_config as string) as {
    ethernets: { primary: unknown };
  };
  return config.ethernets.primary;
}

test.each([
  { spec: nat(made), mode: 'nat' },
  { spec: routed(made), mode: 'route' },
  { spec: openNetwork(made), mode: 'open' },
])('a network of the kind $spec.kind is created, in mode $mode', ({ spec, mode }) => {
  const stack = synthIn(spec);
  expect(block(stack, 'libvirt_network.lan')).toMatchObject({ mode, addresses: ['10.20.0.0/24'] });
  expect(block(stack, 'libvirt_network.lan')).not.toHaveProperty('xml');
  expect(interfaceIn(stack).network_id).toBe('${libvirt_network.lan.id}');
});

test('an existing network is referenced by name, and nothing is created for it', () => {
  const stack = synthIn(existingNetwork({ ...found, name: 'office' }));
  expect(stack.resource).not.toHaveProperty('libvirt_network');
  expect(interfaceIn(stack)).toEqual({ mac: '52:54:00:80:bb:f9', network_name: 'office' });
  expect(block(stack, 'terraform_data.nodes-0').triggers_replace.network).toBe('office');
  expect(ethernetIn(stack).routes).toEqual([{ to: '0.0.0.0/0', via: '10.20.0.254' }]);
});

test.each<{ readonly spec: NetworkSpec; readonly alone: boolean }>([
  { spec: nat(made), alone: true },
  { spec: routed(made), alone: true },
  { spec: openNetwork(made), alone: true },
  { spec: existingNetwork({ ...found, name: 'office' }), alone: true },
  { spec: existingNetwork({ ...found, name: 'office', spansHosts: true }), alone: false },
  { spec: bridged({ ...found, bridge: 'br0' }), alone: false },
])('a network of the kind $spec.kind is private to its host: $alone', ({ spec, alone }) => {
  expect(isPrivateToHost(spec)).toBe(alone);
});

describe('IPv6', () => {
  const addresses6 = 'fd00::100/120';

  test('is configured next to IPv4, statically, ignoring router advertisements', () => {
    const stack = synthIn(routed({ ...made, ...v6 }), { addresses6 });
    expect(block(stack, 'libvirt_network.lan').addresses).toEqual(['10.20.0.0/24', 'fd00::/64']);
    expect(ethernetIn(stack)).toMatchObject({
      dhcp4: false,
      dhcp6: false,
      'accept-ra': false,
      addresses: ['10.20.0.16/24', 'fd00::100/64'],
      routes: [
        { to: '0.0.0.0/0', via: '10.20.0.1' },
        { to: '::/0', via: 'fd00::1' },
      ],
    });
  });

  test('uses the router of an existing network, which may have a link-local address', () => {
    const stack = synthIn(bridged({ ...found, ...v6, bridge: 'br0', gateway6: 'fe80::1' }), { addresses6 });
    expect(ethernetIn(stack).routes[1]).toEqual({ to: '::/0', via: 'fe80::1' });
  });

  test('is translated like IPv4 in a NAT network, and only there', () => {
    const xslt = (spec: NetworkSpec): unknown => block(synthIn(spec), 'libvirt_network.lan').xml?.xslt;
    expect(xslt(nat({ ...made, ...v6 }))).toContain('<nat ipv6="yes"/>');
    expect(xslt(routed({ ...made, ...v6 }))).toBeUndefined();
  });

  test('does not reach a pool without an IPv6 range, even if the network has it', () => {
    const plain = synthIn(routed(made));
    const dual = synthIn(routed({ ...made, ...v6 }));
    expect(ethernetIn(dual)).toEqual(ethernetIn(plain));
  });
});

describe('a domain', () => {
  const domain = 'lab.example.com';

  test("is the machines' search domain, and part of their own names", () => {
    const stack = synthIn(nat({ ...made, domain }));
    expect(ethernetIn(stack).nameservers).toEqual({ addresses: ['10.20.0.1'], search: [domain] });
    expect(block(stack, 'libvirt_cloudinit_disk.nodes-0').meta_data).toContain(
      'local-hostname: shop-prod-nodes-0.lab.example.com\n',
    );
  });

  test('triggers a new first boot, since that is when the host name is set', () => {
    const instance = (spec: NetworkSpec): unknown =>
      /^instance-id: (.*)$/m.exec(
        block(synthIn(spec), 'libvirt_cloudinit_disk.nodes-0').meta_data as string,
      )?.[1];
    expect(instance(nat({ ...made, domain }))).not.toBe(instance(nat(made)));
  });

  test('is part of what the pool reports about its slots', () => {
    synthOnHost((stack) => {
      const spec = nat({ ...made, ...v6, domain });
      const network = new MachineNetwork(stack, 'lan', { identity: 'shop/prod', spec });
      const [slot] = addPool(stack, { slots: 1, network, addresses6: 'fd00::100/120' }).slots;
      expect(slot).toMatchObject({ fqdn: 'shop-prod-nodes-0.lab.example.com', address6: 'fd00::100' });
    });
  });
});

describe('a renamed network', () => {
  const synthNamed = (id: string, formerly?: string | string[]): SynthesisedStack =>
    synthOnHost((stack) => {
      const network = new MachineNetwork(stack, id, {
        identity: 'shop/prod',
        spec: nat({ ...made, formerly }),
      });
      addPool(stack, { slots: 1, network });
    });

  test('keeps its name on the host, so no machine is replaced, and moves in the state', () => {
    const before = synthNamed('lan');
    const after = synthNamed('inner', 'lan');
    expect(block(after, 'libvirt_network.inner')).toEqual(block(before, 'libvirt_network.lan'));
    expect(block(after, 'terraform_data.nodes-0')).toEqual(block(before, 'terraform_data.nodes-0'));
    expect(after.moved).toEqual([{ from: 'libvirt_network.lan', to: 'libvirt_network.inner' }]);
  });

  test('renamed again, moves from whichever name the state has', () => {
    const { moved } = synthNamed('core', ['lan', 'inner']);
    expect(moved).toEqual([
      { from: 'libvirt_network.inner', to: 'libvirt_network.core' },
      { from: 'libvirt_network.lan', to: 'libvirt_network.inner' },
    ]);
  });

  test('must have had a valid network name', () => {
    expect(checkNetwork(nat({ ...made, formerly: 'No' }), 'lan').map(({ path }) => path)).toEqual([
      'lan.formerly[0]',
    ]);
  });
});

test.each([
  { spec: bridged({ ...found, bridge: 'br0', segment: 'berlin' }), refused: [] },
  { spec: bridged({ ...found, bridge: 'br0', segment: 'Berlin 1' }), refused: ['lan.segment'] },
  { spec: existingNetwork({ ...found, name: 'office', segment: 'berlin' }), refused: ['lan.segment'] },
])('segment $spec.segment of a network of the kind $spec.kind: $refused', ({ spec, refused }) => {
  expect(checkNetwork(spec, 'lan').map(({ path }) => path)).toEqual(refused);
});
