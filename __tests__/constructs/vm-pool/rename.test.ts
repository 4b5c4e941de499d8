import { Size } from '../../../constructs/quantities';
import {
  checkPool,
  MachineNetwork,
  slotIdentities,
  VmPool,
  type VmPoolProps,
} from '../../../constructs/vm-pool';
import type { SynthesisedStack } from '../../support/synth';
import { debian, sound, synthOnHost } from './pool';

const disks = { data: { size: Size.gibibytes(1), mountPath: '/data' } };

function synthNamed(name: string, props: Partial<VmPoolProps> = {}): SynthesisedStack {
  return synthOnHost((stack) => {
    const network = new MachineNetwork(stack, 'lan', { identity: sound.identity, spec: sound.network });
    new VmPool(stack, name, { ...sound, slots: ['0', 'db'], disks, network, ...props });
  });
}

function moves({ moved }: SynthesisedStack): readonly (readonly [string, string])[] {
  return (moved as { from: string; to: string }[]).map(({ from, to }) => [from, to] as const);
}

/** The stack with every Terraform name of the pool put back to what it was. */
function withName(name: string, stack: SynthesisedStack, former: string): unknown {
  return JSON.parse(
    JSON.stringify(stack.resource).replaceAll(
      new RegExp(`(?<=["._])${name}-(?=(0|db|base))`, 'g'),
      `${former}-`,
    ),
  );
}

test('a renamed pool keeps its machines', () => {
  const renamed = { ...sound, pool: 'workers', formerly: 'nodes', slots: ['0', 'db'] };
  expect(slotIdentities(renamed)).toEqual(slotIdentities({ ...sound, slots: ['0', 'db'] }));
});

test('a renamed pool differs from the old one only in Terraform addresses', () => {
  const before = synthNamed('nodes');
  const after = synthNamed('workers', { formerly: 'nodes' });
  expect(after.resource).not.toEqual(before.resource);
  expect(withName('workers', after, 'nodes')).toEqual(before.resource);
});

test('every resource of a renamed pool is moved, but not the network that it shares', () => {
  const slots = [{ key: '0', image: { ...debian, digest: `sha256:${'cd'.repeat(32)}` } }, 'db'];
  const after = synthNamed('workers', { formerly: 'nodes', slots, retired: { '1': 'keep' } });
  const addresses = Object.entries(after.resource).flatMap(([type, blocks]) =>
    Object.keys(blocks).map((name) => `${type}.${name}`),
  );
  expect(
    moves(after)
      .map(([, to]) => to)
      .sort(),
  ).toEqual(addresses.filter((address) => address !== 'libvirt_network.lan').sort());
  for (const [from, to] of moves(after)) expect(from).toBe(to.replace('.workers-', '.nodes-'));
  expect(addresses).toContain('libvirt_volume.workers-base-cdcdcdcdcdcd');
  expect(addresses).toContain('libvirt_volume.workers-1-data');
});

test('a second rename still moves from whichever name the state has', () => {
  const after = synthNamed('machines', { formerly: ['nodes', 'workers'] });
  expect(withName('machines', after, 'nodes')).toEqual(synthNamed('nodes').resource);
  expect(moves(after)).toContainEqual(['libvirt_domain.nodes-0', 'libvirt_domain.workers-0']);
  expect(moves(after)).toContainEqual(['libvirt_domain.workers-0', 'libvirt_domain.machines-0']);
});

test('a pool that is renamed back is the same as before', () => {
  const back = synthNamed('nodes', { formerly: ['nodes', 'workers'] });
  expect(back.resource).toEqual(synthNamed('nodes').resource);
  expect(moves(back)).toContainEqual(['libvirt_domain.workers-0', 'libvirt_domain.nodes-0']);
});

test('a forgotten disk of a renamed pool is forgotten under all its names', () => {
  const after = synthNamed('machines', {
    formerly: ['nodes', 'workers', 'nodes'],
    retired: { '1': 'forget' },
  });
  expect(after.removed.map(({ from }: { from: string }) => from)).toEqual([
    'libvirt_volume.machines-1-data',
    'libvirt_volume.nodes-1-data',
    'libvirt_volume.workers-1-data',
  ]);
});

test('an invalid former name is refused', () => {
  expect(
    checkPool({ ...sound, formerly: ['nodes', 'No'] }, 'pools.nodes').map(({ rule, path }) => [rule, path]),
  ).toEqual([['vm-pool/name', 'pools.nodes.formerly[1]']]);
});

test('a new pool in the same stack cannot take a name that is still being moved', () => {
  expect(() =>
    synthOnHost((stack) => {
      const network = new MachineNetwork(stack, 'lan', { identity: sound.identity, spec: sound.network });
      new VmPool(stack, 'workers', { ...sound, formerly: 'nodes', network });
      new VmPool(stack, 'nodes', { ...sound, network });
    }),
  ).toThrow(/must share its name with no other machine .* as test\/workers\.slots\.0 already has/);
});
