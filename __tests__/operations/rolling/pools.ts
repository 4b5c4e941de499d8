import fc from 'fast-check';
import type { PoolLimits } from '../../../model';
import type { RollMachine } from '../../../operations/rolling';

export const limits: fc.Arbitrary<PoolLimits> = fc.record({
  maxUnavailable: fc.integer({ min: 1, max: 4 }),
  quorum: fc.boolean(),
  survivedHosts: fc.integer({ min: 0, max: 2 }),
});

/** Pools in any state, however they came there. */
export const machines: fc.Arbitrary<readonly RollMachine[]> = fc
  .array(
    fc.record({
      host: fc.constantFrom('a', 'b', 'c'),
      isCurrent: fc.boolean(),
      state: fc.constantFrom('up' as const, 'up' as const, 'silent' as const, 'missing' as const),
    }),
    { maxLength: 7 },
  )
  .map((found) =>
    found.map((machine, index) => ({
      ...machine,
      slot: String(index),
      // What Terraform is to make is not what it is to be.
      isCurrent: machine.isCurrent && machine.state !== 'missing',
    })),
  );

export function machine(slot: string, fields: Partial<RollMachine> = {}): RollMachine {
  return { slot, host: 'a', isCurrent: false, state: 'up', ...fields };
}
