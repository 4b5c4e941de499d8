import fc from 'fast-check';
import { Size } from '../../../constructs/quantities';
import { checkPool, type MachineImage, type SlotProps } from '../../../constructs/vm-pool';
import type { SynthesisedStack } from '../../support/synth';
import { block, debian, slotBytes, sound, synthPool } from './pool';

const newer: MachineImage = { ...debian, digest: `sha256:${'cd'.repeat(32)}`, source: '/images/newer.qcow2' };

function bases({ resource }: SynthesisedStack): string[] {
  return Object.keys(resource.libvirt_volume ?? {}).filter((name) => name.startsWith('nodes-base-'));
}

function baseOf(stack: SynthesisedStack, slot: string): string {
  return block(stack, `libvirt_volume.nodes-${slot}-root`).base_volume_id as string;
}

test('slots of one pool may run two images, each with its own base volume', () => {
  const stack = synthPool({ slots: ['0', { key: '1', image: newer }, '2'] });
  expect(bases(stack)).toEqual(['nodes-base-abababababab', 'nodes-base-cdcdcdcdcdcd']);
  expect(['0', '1', '2'].map((slot) => baseOf(stack, slot))).toEqual([
    '${libvirt_volume.nodes-base-abababababab.id}',
    '${libvirt_volume.nodes-base-cdcdcdcdcdcd.id}',
    '${libvirt_volume.nodes-base-abababababab.id}',
  ]);
});

test('a pool whose slots have all moved on no longer fetches its own image', () => {
  expect(bases(synthPool({ slots: [{ key: '0', image: newer }] }))).toEqual(['nodes-base-cdcdcdcdcdcd']);
});

test('a roll step changes exactly the slots whose pin changes', () => {
  const disks = { data: { size: Size.gibibytes(1), mountPath: '/data' } };
  const all = ['0', '1', '2', 'db'];
  const pinned = fc.subarray(all);
  const synthWith = (ahead: string[]): SynthesisedStack =>
    synthPool({
      slots: all.map((key): SlotProps => (ahead.includes(key) ? { key, image: newer } : { key })),
      disks,
    });
  fc.assert(
    fc.property(pinned, pinned, (before, after) => {
      const [old, now] = [synthWith(before), synthWith(after)];
      const changed = all.filter((slot) => slotBytes(old, slot) !== slotBytes(now, slot));
      expect(changed).toEqual(all.filter((slot) => before.includes(slot) !== after.includes(slot)));
    }),
    { numRuns: 20 },
  );
});

test("a pin with the pool's image from an older mirror changes nothing", () => {
  const mirrored = { ...debian, source: 'https://old.example.com/debian-12.qcow2' };
  expect(synthPool({ slots: [{ key: '0', image: mirrored }] })).toEqual(synthPool({ slots: ['0'] }));
});

test('pins with one digest from two mirrors give the same result in either order', () => {
  const mirrored = { ...newer, source: 'https://mirror.example.com/newer.qcow2' };
  const slots: SlotProps[] = [
    { key: '0', image: newer },
    { key: '1', image: mirrored },
  ];
  expect(synthPool({ slots }).resource.libvirt_volume).toEqual(
    synthPool({ slots: slots.toReversed() }).resource.libvirt_volume,
  );
});

test("a slot's image is checked like the pool's image", () => {
  const image = { ...newer, digest: 'latest', architecture: 'arm64' as const };
  const findings = checkPool({ ...sound, slots: ['0', { key: '1', image }] }, 'pools.nodes');
  expect(findings.map(({ rule, path }) => `${rule} at ${path}`)).toEqual([
    'vm-pool/image-digest at pools.nodes.slots.1.image.digest',
    'vm-pool/architecture at pools.nodes.slots.1.image.architecture',
  ]);
});
