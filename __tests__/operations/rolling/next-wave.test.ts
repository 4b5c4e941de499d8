import fc from 'fast-check';
import type { PoolLimits } from '../../../model';
import { type RollMachine, nextWave, wavesOf } from '../../../operations/rolling';
import { limits, machine, machines } from './pools';

const one: PoolLimits = { maxUnavailable: 1, quorum: false, survivedHosts: 0 };

/** The machines of these slots, which are as they were told. */
const of = (pool: readonly RollMachine[], slots: readonly string[]) =>
  pool.filter(({ slot }) => slots.includes(slot));

function mostAllowed(count: number, { maxUnavailable, quorum }: PoolLimits): number {
  return quorum ? Math.min(maxUnavailable, Math.ceil(count / 2) - 1) : maxUnavailable;
}

test('a wave never takes down more than its limits allow: by number, by majority, by hosts', () => {
  fc.assert(
    fc.property(machines, limits, (pool, bounds) => {
      const step = nextWave(pool, bounds);
      if (step.kind !== 'wave') return;
      if (of(pool, step.slots).every(({ state }) => state === 'missing')) return;
      const down = pool.filter(({ slot, state }) => state !== 'up' || step.slots.includes(slot));
      expect(down.length).toBeLessThanOrEqual(mostAllowed(pool.length, bounds));
      const hosts = new Set(down.map(({ host }) => host)).size;
      if (bounds.survivedHosts > 0) expect(hosts).toBeLessThanOrEqual(bounds.survivedHosts);
    }),
    { numRuns: 2_000 },
  );
});

test('a roll replaces every outdated machine exactly once, and no other, in the order of the slots', () => {
  fc.assert(
    fc.property(machines, limits, (pool, bounds) => {
      const { waves, blocked } = wavesOf(pool, bounds);
      fc.pre(blocked === undefined);
      const outdated = pool.filter(({ isCurrent }) => !isCurrent).map(({ slot }) => slot);
      expect([...waves.flat()].sort()).toEqual(outdated);
      for (const wave of waves) expect(wave).toEqual([...wave].sort());
      expect(waves.every((wave) => wave.length > 0)).toBe(true);
    }),
    { numRuns: 1_000 },
  );
});

test('a roll stops only if a machine cannot be confirmed to be up, or none may be down', () => {
  fc.assert(
    fc.property(machines, limits, (pool, bounds) => {
      const { blocked } = wavesOf(pool, bounds);
      const isSilent = pool.some(({ state, isCurrent }) => state === 'silent' && !isCurrent);
      if (!isSilent && mostAllowed(pool.length, bounds) > 0) expect(blocked).toBeUndefined();
    }),
  );
});

test('nothing goes down while a replaced machine is not up', () => {
  fc.assert(
    fc.property(machines, limits, (pool, bounds) => {
      const starting = pool
        .filter(({ isCurrent, state }) => isCurrent && state === 'silent')
        .map(({ slot }) => slot);
      fc.pre(starting.length > 0);
      expect(nextWave(pool, bounds)).toEqual({ kind: 'await', slots: starting });
    }),
  );
});

test.each<
  [when: string, pool: readonly RollMachine[], bounds: PoolLimits, step: ReturnType<typeof nextWave>]
>([
  ['nothing is said', ['0', '1', '2'].map((slot) => machine(slot)), one, { kind: 'wave', slots: ['0'] }],
  [
    'two may be down, of which a majority of three bears one',
    ['0', '1', '2'].map((slot) => machine(slot)),
    { ...one, maxUnavailable: 2, quorum: true },
    { kind: 'wave', slots: ['0'] },
  ],
  [
    'the loss of one host is survived, so what goes down at once stands on one',
    [machine('0'), machine('1', { host: 'b' }), machine('2')],
    { ...one, maxUnavailable: 2, survivedHosts: 1 },
    { kind: 'wave', slots: ['0', '2'] },
  ],
  [
    'a machine is down already and outdated: it goes first',
    [machine('0'), machine('1', { state: 'silent' })],
    one,
    { kind: 'wave', slots: ['1'] },
  ],
  [
    'more cannot be confirmed to be up than may be down',
    [machine('0', { state: 'silent' }), machine('1', { state: 'silent' }), machine('2')],
    one,
    { kind: 'blocked', reason: '0, 1 cannot be confirmed to be up, and no more than 1 may be down at once' },
  ],
  [
    'both of two are the majority',
    [machine('0'), machine('1')],
    { ...one, quorum: true },
    { kind: 'blocked', reason: 'none may be down at once, since a majority of 2 must stay up' },
  ],
  [
    'what cannot be confirmed to be up stands on more hosts than may be lost',
    [machine('0', { state: 'silent' }), machine('1', { host: 'b', state: 'silent' }), machine('2')],
    { ...one, maxUnavailable: 2, survivedHosts: 1 },
    {
      kind: 'blocked',
      reason: '0, 1 cannot be confirmed to be up, and machines may be down on only 1 host at once',
    },
  ],
])('%s', (_when, pool, bounds, step) => {
  expect(nextWave(pool, bounds)).toEqual(step);
});
