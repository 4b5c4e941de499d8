import fc from 'fast-check';
import { needsOf, reversed, roundsOf } from '../../../operations/deployment';

/** Stacks, each of which needs some of those before it: any graph without a circle. */
const graphs = fc
  .array(fc.array(fc.nat({ max: 9 }), { maxLength: 4 }), { minLength: 1, maxLength: 10 })
  .map((lists) =>
    Object.fromEntries(
      lists.map((list, index) => [`s${index}`, list.filter((n) => n < index).map((n) => `s${n}`)]),
    ),
  );

const roundOf = (rounds: readonly (readonly string[])[], stack: string): number =>
  rounds.findIndex((round) => round.includes(stack));

test('every stack is in exactly one round, after everything that it needs, whichever stacks are selected', () => {
  fc.assert(
    fc.property(graphs, fc.infiniteStream(fc.boolean()), (needs, chosen) => {
      const stacks = Object.keys(needs).filter(() => chosen.next().value === true);
      const rounds = roundsOf(stacks, needs);
      expect(rounds.flat().sort()).toEqual([...stacks].sort());
      for (const stack of stacks)
        for (const needed of needsOf(stack, needs).filter((name) => stacks.includes(name)))
          expect(roundOf(rounds, needed)).toBeLessThan(roundOf(rounds, stack));
    }),
  );
});

test('for a destroy, stacks that need a stack come before it', () => {
  fc.assert(
    fc.property(graphs, (needs) => {
      const rounds = roundsOf(Object.keys(needs), reversed(needs));
      for (const [stack, needed] of Object.entries(needs))
        for (const name of needed) expect(roundOf(rounds, stack)).toBeLessThan(roundOf(rounds, name));
    }),
  );
});
