import fc from 'fast-check';
import { proxmoxIds } from '../../../../constructs/vm-pool';
import { sound } from '../pool';

const disks = { data: { size: sound.memory } };

test('an id is a contract: it never changes', () => {
  expect(proxmoxIds({ ...sound, slots: ['0', 'db'], disks })).toEqual([
    { slot: '0', id: 548182917 },
    { slot: 'db', id: 713848731 },
    { slot: '0', disk: 'data', id: 379497558 },
    { slot: 'db', disk: 'data', id: 160380189 },
  ]);
});

test('an id does not depend on neighbours, and is in the range that Proxmox VE accepts', () => {
  const slots = fc.uniqueArray(fc.integer({ min: 0, max: 9_999 }).map(String), {
    minLength: 1,
    maxLength: 20,
  });
  fc.assert(
    fc.property(slots, (keys) => {
      const ids = proxmoxIds({ ...sound, slots: keys, disks });
      for (const key of keys) {
        const alone = proxmoxIds({ ...sound, slots: [key], disks });
        expect(ids.filter(({ slot }) => slot === key)).toEqual(alone);
        for (const { id } of alone) {
          expect(id).toBeGreaterThanOrEqual(100_000_000);
          expect(id).toBeLessThanOrEqual(999_999_999);
        }
      }
    }),
  );
});

test('ids are spread: ten thousand machines collide no more often than by chance', () => {
  const ids = proxmoxIds({ ...sound, slots: 10_000 }).map(({ id }) => id);
  expect(ids.length - new Set(ids).size).toBeLessThanOrEqual(2);
});

test('a renamed pool keeps its ids', () => {
  expect(proxmoxIds({ ...sound, pool: 'workers', formerly: 'nodes', disks })).toEqual(
    proxmoxIds({ ...sound, disks }),
  );
});

test('the disks of a retired slot keep their ids, without a machine', () => {
  const before = proxmoxIds({ ...sound, slots: ['0', '1'], disks });
  const after = proxmoxIds({ ...sound, slots: ['0'], retired: { 1: 'keep' }, disks });
  expect(after).toEqual(before.filter(({ slot, disk }) => slot === '0' || disk !== undefined));
});
