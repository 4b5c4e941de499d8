import fc from 'fast-check';
import type { PoolLimits } from '../../../model';
import { roll } from '../../../operations/rolling';
import { Killed, ModelPool, NEW, OLD } from './model-pool';
import { limits } from './pools';

const one: PoolLimits = { maxUnavailable: 1, quorum: false, survivedHosts: 0 };

test('killed at any step, a roll continues: each machine is created once, and never too many are down', async () => {
  const hosts = fc.array(fc.constantFrom('a', 'b'), { minLength: 1, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(hosts, limits, fc.integer({ min: 1, max: 60 }), async (pool, bounds, killAt) => {
      const most = bounds.quorum ? Math.ceil(pool.length / 2) - 1 : Infinity;
      fc.pre(most > 0);
      const model = new ModelPool(pool, killAt);
      await roll(model.ports, model.request(bounds)).catch((error: unknown) => {
        if (!(error instanceof Killed)) throw error;
      });
      model.survive();
      await roll(model.ports, model.request(bounds));

      expect([...model.made].sort()).toEqual(pool.map((_, slot) => String(slot)));
      expect([...model.live.values()].every(({ digest, isUp }) => digest === NEW.digest && isUp)).toBe(true);
      expect(model.mostDown).toBeLessThanOrEqual(Math.min(bounds.maxUnavailable, most));
      expect(model.placement.images).toEqual({ [NEW.digest]: expect.objectContaining({ name: NEW.name }) });
    }),
    { numRuns: 400 },
  );
});

test('a single wave: the pins record how far it got', async () => {
  const model = new ModelPool(['a', 'b', 'a'], Infinity);
  const rolled = await roll(model.ports, model.request(one), { waveOnly: true });
  expect(rolled).toEqual({ waves: [['0']], left: ['1', '2'], undone: [] });
  expect(Object.values(model.placement.pins ?? {})).toEqual([NEW.digest, OLD.digest, OLD.digest]);
});

test.each([
  ['changes what stands outside the pool', 'libvirt_network', 'libvirt_network.lan', 'update'],
  ['destroys a data disk', 'libvirt_volume', 'libvirt_volume.nodes-0-data', 'replace'],
] as const)(
  'a wave whose plan %s does nothing, and says what and how to go on',
  async (_what, type, address, action) => {
    const model = new ModelPool(['a', 'a'], Infinity);
    const before = model.placement;
    model.besides = [{ address, type, action, before: { name: 'small-nodes-0-data' } }];
    await expect(roll(model.ports, model.request(one))).rejects.toThrow(
      new RegExp(
        `prod-a  ${address}: ${action}[^]*slipway deploy prod[^]*go on: npx slipway roll prod nodes`,
      ),
    );
    expect([model.made, model.placement]).toEqual([[], before]);
  },
);

test('new resources, such as the network of a host that had none, are allowed in a wave', async () => {
  const model = new ModelPool(['a'], Infinity);
  model.besides = [{ address: 'libvirt_network.lan', type: 'libvirt_network', action: 'create' }];
  expect((await roll(model.ports, model.request(one))).waves).toEqual([['0']]);
});

test('machines that do not stay up end the roll, and no other goes down', async () => {
  const model = new ModelPool(['a', 'a', 'b'], Infinity);
  model.broken = ['0'];
  await expect(roll(model.ports, model.request(one))).rejects.toThrow('do not stay up');
  expect(model.made).toEqual(['0']);
});

test('a machine that still runs on its old host is not created a second time', async () => {
  const model = new ModelPool(['a', 'b'], Infinity);
  model.live.delete('0');
  const { plan } = model.ports;
  const ports = {
    ...model.ports,
    plan: async (stack: string, targets?: readonly string[]) => {
      const planned = await plan(stack, targets);
      const old = { address: 'libvirt_domain.nodes-0', type: 'libvirt_domain', action: 'delete' as const };
      return stack === 'prod-b' ? { ...planned, changes: [...planned.changes, old] } : planned;
    },
  };
  await expect(roll(ports, model.request(one))).rejects.toThrow('0 still runs on b, and is to move to a');
  expect(model.made).toEqual([]);
});

test('an image that no slot runs any more is removed; other pending changes are reported', async () => {
  const image = {
    address: `libvirt_volume.nodes-base-${'a'.repeat(12)}`,
    type: 'libvirt_volume',
    action: 'delete' as const,
    before: { source: '/a' },
  };
  const model = new ModelPool(['a', 'b'], Infinity);
  await roll(model.ports, model.request(one));
  const applied: string[] = [];
  const withLeft = (others: typeof model.besides) => ({
    ...model.ports,
    plan: (stack: string) =>
      Promise.resolve({
        file: '',
        request: {},
        isEmpty: false,
        changes: [image, ...(stack === 'prod-b' ? others : [])],
      }),
    apply: (stack: string) => Promise.resolve(void applied.push(stack)),
  });
  const other = { address: 'libvirt_network.lan', type: 'libvirt_network', action: 'update' as const };
  expect(await roll(withLeft([other]), model.request(one))).toEqual({
    waves: [],
    left: [],
    undone: ['prod-b'],
  });
  expect(applied).toEqual(['prod-a']);
});
