import fc from 'fast-check';
import { Size } from '../../../constructs/quantities';
import { checkPool, type Retirement, type VmPoolProps } from '../../../constructs/vm-pool';
import type { SynthesisedStack } from '../../support/synth';
import { block, slotBytes, sound, synthPool, userDataIn } from './pool';

const disks = {
  data: { size: Size.gibibytes(1), mountPath: '/data' },
  logs: { size: Size.gibibytes(2) },
};

function addressesOf({ resource }: SynthesisedStack): string[] {
  return Object.entries(resource).flatMap(([type, blocks]) =>
    Object.keys(blocks).map((name) => `${type}.${name}`),
  );
}

function forgotten({ removed = [] }: SynthesisedStack): string[] {
  return (removed as { from: string; lifecycle: { destroy: boolean }[] }[])
    .filter(({ lifecycle }) => lifecycle[0]?.destroy === false)
    .map(({ from }) => from);
}

function findings(props: Partial<Omit<VmPoolProps, 'network'>>): string[] {
  return checkPool({ ...sound, ...props }, 'nodes').map(({ rule, path }) => `${rule} at ${path}`);
}

describe('a retired slot', () => {
  const whole = synthPool({ slots: ['0', '1', '2'], disks, protect: true });
  const retire = (fate: Retirement) =>
    synthPool({ slots: ['0', '2'], retired: { '1': fate }, disks, protect: true });

  test('that is kept has its data disks unchanged, protected, and no machine', () => {
    const stack = retire('keep');
    expect(addressesOf(stack).filter((address) => address.includes('nodes-1'))).toEqual([
      'libvirt_volume.nodes-1-data',
      'libvirt_volume.nodes-1-logs',
    ]);
    for (const disk of ['data', 'logs']) {
      const address = `libvirt_volume.nodes-1-${disk}`;
      expect(block(stack, address)).toEqual(block(whole, address));
      expect(block(stack, address).lifecycle.prevent_destroy).toBe(true);
    }
  });

  test('that is forgotten leaves its data disks on the host', () => {
    const stack = retire('forget');
    expect(addressesOf(stack).filter((address) => address.includes('nodes-1'))).toEqual([]);
    expect(forgotten(stack)).toEqual(['libvirt_volume.nodes-1-data', 'libvirt_volume.nodes-1-logs']);
  });

  test('that is destroyed leaves nothing', () => {
    const stack = retire('destroy');
    expect(addressesOf(stack).filter((address) => address.includes('nodes-1'))).toEqual([]);
    expect(stack).not.toHaveProperty('removed');
  });

  test('changes no other slot, whichever word it has', () => {
    const fate = fc.constantFrom<Retirement>('keep', 'forget', 'destroy');
    fc.assert(
      fc.property(fate, (word) => {
        for (const slot of ['0', '2']) expect(slotBytes(retire(word), slot)).toBe(slotBytes(whole, slot));
      }),
      { numRuns: 3 },
    );
  });

  test('cannot be an active slot at the same time', () => {
    expect(findings({ slots: ['0', '1'], retired: { '1': 'destroy' } })).toEqual([
      'vm-pool/retired at nodes.slots.1',
    ]);
    expect(findings({ slots: 3, retired: { '1': 'keep' } })).toEqual(['vm-pool/retired at nodes.slots.1']);
    expect(findings({ slots: 3, retired: { '3': 'keep', db: 'forget' } })).toEqual([]);
  });

  test('with an unknown word is refused, since it would be read as destroy', () => {
    expect(findings({ retired: { '7': 'kept' as Retirement } })).toEqual([
      'vm-pool/retired at nodes.retired.7',
    ]);
    expect(findings({ retired: { '07': 'keep' } })).toEqual(['vm-pool/slot at nodes.retired.07']);
  });
});

describe('a retired disk', () => {
  const retire = (fate: Retirement) =>
    synthPool({ slots: ['0'], disks: { ...disks, data: { ...disks.data, retired: fate } }, protect: true });

  test('that is kept is in the stack but attached to no machine', () => {
    const stack = retire('keep');
    expect(block(stack, 'libvirt_volume.nodes-0-data').lifecycle.prevent_destroy).toBe(true);
    expect(block(stack, 'libvirt_domain.nodes-0').disk.map(({ volume_id }: any) => volume_id)).toEqual([
      '${libvirt_volume.nodes-0-root.id}',
      '${libvirt_volume.nodes-0-logs.id}',
    ]);
    expect(userDataIn(stack)).not.toHaveProperty('mounts');
  });

  test('that is forgotten leaves the state of every slot, and the others stay', () => {
    expect(forgotten(retire('forget'))).toEqual(['libvirt_volume.nodes-0-data']);
    expect(addressesOf(retire('forget'))).toContain('libvirt_volume.nodes-0-logs');
  });

  test('that is destroyed disappears, and the machines are as if it had never existed', () => {
    expect(retire('destroy')).toEqual(
      synthPool({ slots: ['0'], disks: { logs: disks.logs }, protect: true }),
    );
  });

  test('frees its path for another', () => {
    const replaced = { data: { ...disks.data, retired: 'keep' as const }, data2: disks.data };
    expect(findings({ disks: replaced })).toEqual([]);
  });

  test('with an unknown word is refused', () => {
    const data = { ...disks.data, retired: 'gone' as Retirement };
    expect(findings({ disks: { data } })).toEqual(['shape/kind at nodes.disks.data.retired']);
  });
});

test('if slot and disk are retired with different words, the one that keeps less wins', () => {
  const kept = (slot: Retirement, disk: Retirement) => {
    const stack = synthPool({
      slots: [],
      retired: { '0': slot },
      disks: { data: { ...disks.data, retired: disk } },
    });
    return addressesOf(stack).includes('libvirt_volume.nodes-0-data')
      ? 'keep'
      : forgotten(stack).length > 0
        ? 'forget'
        : 'destroy';
  };
  expect(kept('keep', 'keep')).toBe('keep');
  expect(kept('keep', 'forget')).toBe('forget');
  expect(kept('forget', 'keep')).toBe('forget');
  expect(kept('destroy', 'keep')).toBe('destroy');
  expect(kept('forget', 'destroy')).toBe('destroy');
});
