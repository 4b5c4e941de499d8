import fc from 'fast-check';
import { type PlannedChange, phasesOf, type PlannedStack } from '../../../operations/deployment';

const HOSTS = ['a', 'b', 'c', 'd'];

/** Where each machine is and where it goes, as plans of the hosts' stacks. */
function plansOf(moves: readonly { readonly from: string; readonly to: string }[]): readonly PlannedStack[] {
  return HOSTS.map((stack) => ({
    stack,
    changes: moves.flatMap(({ from, to }, index): PlannedChange[] => {
      const about = { address: `libvirt_domain.nodes-${index}`, type: 'libvirt_domain' };
      const values = { name: `shop-nodes-${index}` };
      if (from === to) return [];
      return [
        ...(from === stack ? [{ ...about, action: 'delete' as const, before: values }] : []),
        ...(to === stack ? [{ ...about, action: 'create' as const, after: values }] : []),
      ];
    }),
  }));
}

const host = fc.constantFrom(...HOSTS);
const anyMoves = fc.array(fc.record({ from: host, to: host }), { maxLength: 8 });

test('a machine is never in two places, and all moves are done in the end, whatever they are', () => {
  fc.assert(
    fc.property(anyMoves, (moves) => {
      const plans = plansOf(moves);
      const places = moves.map(({ from }) => new Set([from]));
      for (const { stack, targets } of phasesOf(plans))
        moves.forEach(({ from, to }, index) => {
          const isMeant = targets === undefined || targets.includes(`libvirt_domain.nodes-${index}`);
          if (from === stack && from !== to && isMeant) places[index]?.delete(stack);
          if (to === stack && targets === undefined) places[index]?.add(stack);
          expect(places[index]?.size).toBeLessThanOrEqual(1);
        });
      expect(places.map((place) => [...place])).toEqual(moves.map(({ to }) => [to]));
    }),
  );
});

test('each stack is applied as a whole once, and only a swap needs an extra step', () => {
  fc.assert(
    fc.property(anyMoves, (moves) => {
      const phases = phasesOf(plansOf(moves));
      const whole = phases.filter(({ targets }) => targets === undefined).map(({ stack }) => stack);
      expect(whole.sort()).toEqual(HOSTS);
    }),
  );
  expect(phasesOf(plansOf([{ from: 'b', to: 'a' }])).map(({ stack }) => stack)).toEqual(['b', 'a', 'c', 'd']);
  expect(
    phasesOf(
      plansOf([
        { from: 'a', to: 'b' },
        { from: 'b', to: 'a' },
      ]),
    ),
  ).toEqual([
    { stack: 'c' },
    { stack: 'd' },
    { stack: 'a', targets: ['libvirt_domain.nodes-0'] },
    { stack: 'b' },
    { stack: 'a' },
  ]);
});
