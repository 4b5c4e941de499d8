import type { PoolLimits } from '../../../model';
import { outagesIn, type PlannedChange } from '../../../operations/deployment';

const one: PoolLimits = { maxUnavailable: 1, quorum: false, survivedHosts: 0 };

/** Slots 0 to n-1, on hosts a and b in turn. */
function poolOf(count: number, limits: PoolLimits = one) {
  const machines = Array.from({ length: count }, (_, slot) => {
    const host = slot % 2 === 0 ? 'a' : 'b';
    return { stack: `prod-machines-${host}`, address: `libvirt_domain.nodes-${slot}`, host };
  });
  return { environment: 'prod', pool: 'nodes', machines, limits };
}

/** The plans of both hosts, in which these slots meet this. */
function plans(action: PlannedChange['action'], ...slots: readonly number[]) {
  return ['a', 'b'].map((host) => ({
    stack: `prod-machines-${host}`,
    changes: slots
      .filter((slot) => (slot % 2 === 0 ? 'a' : 'b') === host)
      .map((slot) => ({ address: `libvirt_domain.nodes-${slot}`, type: 'libvirt_domain', action })),
  }));
}

test.each<[string, ReturnType<typeof plans>, PoolLimits, number]>([
  ['one of two', plans('replace', 1), one, 2],
  ['the only one', plans('replace', 0), one, 1],
  ['as many as the pool allows', plans('replace', 0, 2), { ...one, maxUnavailable: 2 }, 4],
  ['a minority of a quorum', plans('replace', 0), { ...one, quorum: true }, 3],
  ['all, changed where they are', plans('update', 0, 1), one, 2],
  ['all, made for the first time', plans('create', 0, 1), one, 2],
  ['all, taken away on purpose', plans('delete', 0, 1), one, 2],
])('not an outage: %s', (_, changes, limits, count) => {
  expect(outagesIn(changes, [poolOf(count, limits)])).toEqual([]);
});

test.each<[string, ReturnType<typeof plans>, PoolLimits, number, number]>([
  ['all of a pool, on two hosts', plans('replace', 0, 1), one, 2, 1],
  ['more than the pool allows', plans('replace', 0, 1, 2), { ...one, maxUnavailable: 2 }, 4, 2],
  ['a majority of a quorum', plans('replace', 0, 1), { ...one, maxUnavailable: 3, quorum: true }, 3, 1],
  [
    'machines of two hosts, where the loss of one is survived',
    plans('replace', 0, 1),
    { ...one, maxUnavailable: 2, survivedHosts: 1 },
    4,
    2,
  ],
])('an outage: %s', (_, changes, limits, count, atMost) => {
  const [outage, ...others] = outagesIn(changes, [poolOf(count, limits)]);
  expect(others).toEqual([]);
  expect(outage).toMatchObject({ environment: 'prod', pool: 'nodes', of: count, atMost, allowed: false });
  expect(outage?.machines).toContain('prod-machines-a:libvirt_domain.nodes-0');
});

test('an outage is allowed by the name of its pool only', () => {
  const found = (...allowed: readonly string[]) =>
    outagesIn(plans('replace', 0, 1), [poolOf(2)], allowed).map((outage) => outage.allowed);
  expect(found('nodes')).toEqual([true]);
  expect(found('databases')).toEqual([false]);
});
