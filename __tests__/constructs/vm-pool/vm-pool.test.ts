import { App, TerraformStack, Testing } from 'cdktf';
import fc from 'fast-check';
import { Size } from '../../../constructs/quantities';
import {
  bridged,
  firstBootMarker,
  MachineNetwork,
  nat,
  VmPool,
  type VmPoolProps,
} from '../../../constructs/vm-pool';
import { InvalidInput } from '../../../core/findings';
import { addPool, block, debian, key, slotBytes, sound, synthOnHost, synthPool } from './pool';

const disks = { data: { size: Size.gibibytes(10), mountPath: '/var/lib/data' } };

describe('a slot', () => {
  test('is known at synth time, including its Terraform address', () => {
    synthOnHost((stack) => {
      expect(addPool(stack, { slots: ['0', 'db'] }).slots).toEqual([
        {
          key: '0',
          name: 'shop-prod-nodes-0',
          mac: '52:54:00:80:bb:f9',
          address: '10.20.0.16',
          terraformAddress: 'libvirt_domain.nodes-0',
          instanceId: expect.stringMatching(/^shop-prod-nodes-0-[0-9a-f]{12}$/),
          image: debian,
        },
        expect.objectContaining({ key: 'db', terraformAddress: 'libvirt_domain.nodes-db' }),
      ]);
    });
  });

  test('has its machine, for what a pool has no option for', () => {
    const synthesised = synthOnHost((stack) => {
      const { resources } = addPool(stack, { slots: ['0', 'db'] });
      resources['db']?.addOverride('description', 'the database');
    });
    expect(block(synthesised, 'libvirt_domain.nodes-db').description).toBe('the database');
    expect(block(synthesised, 'libvirt_domain.nodes-0')).not.toHaveProperty('description');
  });

  test('has meaningful addresses', () => {
    const { resource } = synthPool({ slots: ['0'], disks });
    expect(
      Object.entries(resource)
        .flatMap(([type, blocks]) => Object.keys(blocks).map((name) => `${type}.${name}`))
        .sort(),
    ).toEqual([
      'libvirt_cloudinit_disk.nodes-0',
      'libvirt_domain.nodes-0',
      'libvirt_network.lan',
      'libvirt_volume.nodes-0-data',
      'libvirt_volume.nodes-0-root',
      'libvirt_volume.nodes-base-abababababab',
      'terraform_data.nodes-0',
    ]);
  });

  test('does not change by a byte when others are added, removed or reordered', () => {
    const slots = fc.uniqueArray(fc.integer({ min: 0, max: 15 }).map(String), { minLength: 1, maxLength: 5 });
    const alone = new Map<string, string>();
    fc.assert(
      fc.property(slots, (keys) => {
        const stack = synthPool({ slots: keys, disks });
        for (const slot of keys) {
          const before = alone.get(slot) ?? slotBytes(synthPool({ slots: [slot], disks }), slot);
          alone.set(slot, before);
          expect(slotBytes(stack, slot)).toBe(before);
        }
      }),
      { numRuns: 25 },
    );
  });

  test('uses the units that the provider expects', () => {
    const stack = synthPool({ slots: 1, memory: Size.gibibytes(4), rootDisk: Size.gibibytes(8) });
    expect(block(stack, 'libvirt_domain.nodes-0')).toMatchObject({ vcpu: 2, memory: 4096 });
    expect(block(stack, 'libvirt_volume.nodes-0-root')).toMatchObject({ size: 8 * 2 ** 30 });
  });

  test('starts with its host, uses hardware virtualisation, and has a console log', () => {
    const domain = block(synthPool({ slots: 1 }), 'libvirt_domain.nodes-0');
    expect(domain).toMatchObject({
      autostart: true,
      type: 'kvm',
      machine: 'pc',
      cpu: { mode: 'host-passthrough' },
      qemu_agent: true,
    });
    expect(domain).not.toHaveProperty('running');
    expect(domain.xml.xslt).toContain('/var/log/libvirt/qemu/shop-prod-nodes-0.console.log');
    expect(domain.graphics.listen_address).toBe('127.0.0.1');
  });

  test('is emulated if asked, with a processor that emulation supports', () => {
    const domain = block(synthPool({ slots: 1, emulated: true }), 'libvirt_domain.nodes-0');
    expect(domain).toMatchObject({ type: 'qemu', cpu: { mode: 'maximum' } });
  });

  test('waits for no lease and asks for no DHCP entry', () => {
    const [card] = block(synthPool({ slots: 1 }), 'libvirt_domain.nodes-0').network_interface;
    expect(card).toEqual({ mac: '52:54:00:80:bb:f9', network_id: '${libvirt_network.lan.id}' });
  });
});

describe('replacement', () => {
  const triggers = (props: Parameters<typeof synthPool>[0]) =>
    block(synthPool({ slots: 1, ...props }), 'terraform_data.nodes-0').triggers_replace;

  test.each([
    ['image', { image: { ...debian, digest: `sha256:${'cd'.repeat(32)}` } }],
    ['cloud_init', { cloudInit: { packages: ['htop'] } }],
    ['address', { addresses: '10.20.0.32/28' }],
  ] as const)('the fingerprint says that %s changed', (part, change) => {
    expect(triggers(change)[part]).not.toBe(triggers({})[part]);
  });

  test('the fingerprint replaces root disk and domain', () => {
    const stack = synthPool({ slots: 1 });
    expect(block(stack, 'libvirt_volume.nodes-0-root').lifecycle.replace_triggered_by).toEqual([
      'terraform_data.nodes-0',
    ]);
    expect(block(stack, 'libvirt_domain.nodes-0').lifecycle.replace_triggered_by).toContain(
      'terraform_data.nodes-0',
    );
  });

  test('a domain is replaced with anything that it refers to, which the provider would not notice', () => {
    const { lifecycle } = block(synthPool({ slots: 1, disks }), 'libvirt_domain.nodes-0');
    expect(lifecycle.replace_triggered_by).toEqual([
      'terraform_data.nodes-0',
      'libvirt_volume.nodes-0-root.id',
      'libvirt_volume.nodes-0-data.id',
      'libvirt_cloudinit_disk.nodes-0.id',
      'libvirt_network.lan.id',
    ]);
  });

  test('a changed cloud-init is a new instance, so that its first boot runs', () => {
    const instance = (packages: string[]) =>
      block(synthPool({ slots: 1, cloudInit: { packages } }), 'libvirt_cloudinit_disk.nodes-0')
        .meta_data as string;
    expect(instance(['htop'])).toMatch(
      /^instance-id: shop-prod-nodes-0-[0-9a-f]{12}\nlocal-hostname: shop-prod-nodes-0\n$/,
    );
    expect(instance(['htop'])).not.toBe(instance(['curl']));
  });

  test("the line that ends the first boot names the pool's instance", () => {
    synthOnHost((stack) => {
      const [slot] = addPool(stack, { slots: 1 }).slots;
      const boot = block(JSON.parse(Testing.synth(stack)), 'libvirt_cloudinit_disk.nodes-0');
      expect(boot.meta_data).toContain(`instance-id: ${slot?.instanceId}\n`);
      expect(boot.user_data).toContain(firstBootMarker(slot?.instanceId ?? 'none'));
    });
  });

  test('a changed address is reported as such, not as changed cloud-init, although the instance changes', () => {
    const [here, there] = [{}, { addresses: '10.20.0.32/28' }].map((change) => triggers(change));
    expect({ ...here, address: 0, network_config: 0 }).toEqual({ ...there, address: 0, network_config: 0 });
  });

  test('a data disk is replaced with nothing, and is never resized by being created again', () => {
    const { lifecycle } = block(synthPool({ slots: 1, disks }), 'libvirt_volume.nodes-0-data');
    expect(lifecycle).toEqual({ ignore_changes: ['size'] });
  });

  test('only data disks are protected', () => {
    const { resource } = synthPool({ slots: 1, disks, protect: true });
    const protectedBlocks = Object.entries(resource).flatMap(([type, blocks]) =>
      Object.entries(blocks)
        .filter(([, block]) => block.lifecycle?.prevent_destroy === true)
        .map(([name]) => `${type}.${name}`),
    );
    expect(protectedBlocks).toEqual(['libvirt_volume.nodes-0-data']);
  });
});

describe('the image', () => {
  test('is stored under a name that contains its digest', () => {
    expect(block(synthPool(), 'libvirt_volume.nodes-base-abababababab')).toMatchObject({
      name: 'shop-prod-nodes-base-abababababab',
      source: debian.source,
      format: 'qcow2',
    });
  });

  test('may move to another mirror without replacing anything', () => {
    const image = block(synthPool(), 'libvirt_volume.nodes-base-abababababab');
    expect(image.lifecycle.ignore_changes).toEqual(['source']);
    expect(image).not.toHaveProperty('size');
  });

  test('is not downloaded for a pool without slots here', () => {
    expect(synthPool({ slots: 0 }).resource).not.toHaveProperty('libvirt_volume');
  });
});

describe('the network', () => {
  test('of the NAT kind is its own libvirt network, without DHCP', () => {
    expect(block(synthPool(), 'libvirt_network.lan')).toMatchObject({
      name: 'shop-prod-lan',
      mode: 'nat',
      addresses: ['10.20.0.0/24'],
      dhcp: { enabled: false },
    });
  });

  test('behind a bridge is no resource: the machine names the bridge', () => {
    const spec = bridged({ bridge: 'br0', cidr: '10.20.0.0/24', gateway: '10.20.0.254', dns: ['9.9.9.9'] });
    const stack = synthOnHost((scope) => {
      addPool(scope, {
        slots: 1,
        network: new MachineNetwork(scope, 'lan', { identity: 'shop/prod', spec }),
      });
    });
    expect(stack.resource).not.toHaveProperty('libvirt_network');
    expect(block(stack, 'libvirt_domain.nodes-0').network_interface[0]).toEqual({
      mac: '52:54:00:80:bb:f9',
      bridge: 'br0',
    });
    expect(block(stack, 'libvirt_cloudinit_disk.nodes-0').network_config).toContain('via: 10.20.0.254');
    expect(block(stack, 'terraform_data.nodes-0').triggers_replace.network).toBe('br0');
  });

  test('of another stack is refused', () => {
    synthOnHost((stack) => {
      const elsewhere = new TerraformStack(App.of(stack), 'elsewhere');
      const network = new MachineNetwork(elsewhere, 'lan', { identity: 'shop/prod', spec: sound.network });
      expect(() => addPool(stack, { network })).toThrow('must be in the same stack as the pool');
    });
  });

  test('with a wrong spec is refused with all its problems', () => {
    synthOnHost((stack) => {
      const make = () => new MachineNetwork(stack, 'LAN', { identity: 'Shop', spec: nat({ cidr: 'lan' }) });
      expect(make).toThrow(/3 problems/);
    });
  });
});

test('a wrong pool is refused with all its problems, by path', () => {
  synthOnHost((stack) => {
    try {
      addPool(stack, { cpu: 0, slots: ['A'] });
      throw new Error('was taken');
    } catch (error) {
      expect(error).toBeInstanceOf(InvalidInput);
      expect((error as InvalidInput).findings.map(({ path }) => path)).toEqual([
        'test/nodes.cpu',
        'test/nodes.slots.A',
      ]);
    }
  });
});

describe('two pools on one network', () => {
  const pools =
    (one: Partial<VmPoolProps>, other: Partial<VmPoolProps>, ids: readonly [string, string]) => () =>
      synthOnHost((stack) => {
        const network = new MachineNetwork(stack, 'lan', { identity: 'shop/prod', spec: sound.network });
        new VmPool(stack, ids[0], { ...sound, network, ...one });
        new VmPool(stack, ids[1], { ...sound, network, ...other });
      });

  test('may not share an address', () => {
    expect(pools({ slots: 1 }, { slots: 1 }, ['nodes', 'data'])).toThrow(
      /test\/data\.slots\.0 must share its address .* as test\/nodes\.slots\.0/,
    );
  });

  test('may not derive one name', () => {
    const other = { slots: ['b-c'], addresses: '10.20.0.32/28' };
    expect(pools({ slots: ['c'] }, other, ['a-b', 'a'])).toThrow(
      /test\/a\.slots\.b-c must share its name .* as test\/a-b\.slots\.c/,
    );
  });
});

test('two pools share a network and nothing else', () => {
  const { resource } = synthOnHost((stack) => {
    const network = new MachineNetwork(stack, 'lan', { identity: 'shop/prod', spec: sound.network });
    addPool(stack, { network, slots: 1 });
    new VmPool(stack, 'data', {
      ...sound,
      network,
      slots: 1,
      addresses: '10.20.0.32/28',
      cloudInit: { users: [{ name: 'ops', sshKeys: [key] }] },
    });
  });
  expect(Object.keys(resource.libvirt_domain ?? {})).toEqual(['data-0', 'nodes-0']);
  expect(Object.keys(resource.libvirt_volume ?? {})).toEqual([
    'data-0-root',
    'data-base-abababababab',
    'nodes-0-root',
    'nodes-base-abababababab',
  ]);
});
