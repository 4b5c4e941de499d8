import { Size } from '../../constructs/quantities';
import { type Fleet, leastHosts, place, type Placement } from '../../placement';
import { fleetOf, likeHosts, placed, poolOf } from './support';

// Too many slots for an exact search, of which one kind needs CPUs and the other memory: only together do they fill a host.
const fleetWith = (busy: number, large: number, more: Partial<Fleet> = {}): Fleet =>
  fleetOf({
    hosts: likeHosts(40, 5, { cores: 32, memory: Size.gibibytes(128) }),
    pools: [
      poolOf('busy', busy, { cpu: 10, memory: Size.gibibytes(10) }),
      poolOf('large', large, { cpu: 2, memory: Size.gibibytes(36) }),
    ],
    ...more,
  });
const usedBy = ({ slots }: Placement) => new Set(Object.values(slots)).size;
const consolidated = (fleet: Fleet, kept?: Placement) => placed(fleet, kept, { prefer: 'consolidate' });

test('a hundred slots, consolidated, are on as few hosts as counting allows', () => {
  const fleet = fleetWith(40, 60);
  expect(usedBy(consolidated(fleet).placement)).toBe(leastHosts(fleet));
});

test('fifty more beside them move nothing, and take no more hosts than all would at once', () => {
  const half = consolidated(fleetWith(20, 30)).placement;
  const { placement, changes } = consolidated(fleetWith(40, 60), half);
  expect(changes.filter(({ kind }) => kind === 'moved')).toEqual([]);
  expect(usedBy(placement)).toBe(leastHosts(fleetWith(40, 60)));
});

test('where a host may be lost, one stands by', () => {
  const fleet = fleetWith(40, 60, { survives: { hosts: 1 } });
  expect(usedBy(consolidated(fleet).placement)).toBe((leastHosts(fleet) ?? 0) - 1);
});

test('a slot on a host that there is not is refused with the hosts that there are', () => {
  const adviceFor = (drained: boolean) => {
    const hosts = likeHosts(2).map((host) => ({ ...host, drained }));
    const pools = [{ ...poolOf('nodes', 0), slots: [{ key: '0', host: 'gone' }] }];
    return place(fleetOf({ hosts, pools })).findings[0]?.advice;
  };
  expect(adviceFor(false)).toBe('Available hosts: h0, h1. Use one of them, or let placement choose.');
  expect(adviceFor(true)).toBe('Available hosts: none. Use one of them, or let placement choose.');
});
