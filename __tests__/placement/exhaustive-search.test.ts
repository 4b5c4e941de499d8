import fc from 'fast-check';
import { checkPlacement, type Fleet, place, type Placement } from '../../placement';
import { assignments, isValid, leastMoves, machinesOf, movesIn } from './exhaustive';
import { situations } from './small-fleets';

const RUNS = { numRuns: 400 };

/** The placement as the exhaustive search sees it. */
function assignmentOf(fleet: Fleet, kept: Placement, placement: Placement) {
  return new Map(machinesOf(fleet, kept).map((machine) => [machine, placement.slots[machine.id] ?? '']));
}

describe('on small fleets, the placement equals the result of an exhaustive search', () => {
  test('with as few moves as possible, if moves are allowed', () => {
    fc.assert(
      fc.property(situations, ({ fleet, kept }) => {
        const { placement } = place(fleet, kept, { mayMove: true });
        const moves = placement && movesIn(assignmentOf(fleet, kept, placement));
        expect(moves).toBe(leastMoves(fleet, machinesOf(fleet, kept)));
      }),
      RUNS,
    );
  });

  test('with no move for new slots, if moves are not allowed', () => {
    fc.assert(
      fc.property(situations, ({ fleet, kept }) => {
        const { placement } = place(fleet, kept);
        const machines = machinesOf(fleet, kept);
        const forced = leastMoves(
          fleet,
          machines.filter(({ isOld }) => isOld),
        );
        const all = leastMoves(fleet, machines);
        const moves = placement && movesIn(assignmentOf(fleet, kept, placement));
        expect(moves).toBe(all === forced ? all : undefined);
      }),
      RUNS,
    );
  });

  test('and obeys every rule, including the loss of hosts', () => {
    fc.assert(
      fc.property(
        situations,
        fc.boolean(),
        fc.constantFrom('spread', 'consolidate'),
        ({ fleet, kept }, mayMove, prefer) => {
          const { placement } = place(fleet, kept, { mayMove, prefer });
          if (placement) expect(isValid(fleet, assignmentOf(fleet, kept, placement))).toBe(true);
        },
      ),
      RUNS,
    );
  });
});

test('the check of a placement agrees with the written rules', () => {
  fc.assert(
    fc.property(situations, fc.nat(), ({ fleet, kept }, which) => {
      const all = [...assignments(machinesOf(fleet, kept))];
      const assignment = all[which % all.length];
      fc.pre(assignment !== undefined);
      const slots = Object.fromEntries([...assignment].map(([{ id }, host]) => [id, host]));
      const findings = checkPlacement(fleet, { ...kept, slots, removed: {} });
      expect(findings.length === 0).toBe(isValid(fleet, assignment));
    }),
    RUNS,
  );
});
