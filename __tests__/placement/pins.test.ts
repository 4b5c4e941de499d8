import { checkPlacement, type Fleet, pinOf, place, type Placement, withPins } from '../../placement';
import { debian, fleetOf, placed, placementOf, poolOf } from './support';

const newer = { ...debian, name: 'debian-13', digest: `sha256:${'b'.repeat(64)}` };

function fleet(slots: number | readonly string[], image = debian): Fleet {
  return fleetOf({ pools: [poolOf('nodes', slots, { image })] });
}

/** What each slot runs, by name. */
function running(placement: Placement | undefined): Readonly<Record<string, string | undefined>> {
  const slots = Object.keys(placement?.slots ?? {});
  return Object.fromEntries(slots.map((slot) => [slot, placement && pinOf(placement, slot)?.name]));
}

test("a new slot is recorded with its pool's image; a recorded image stays when the pool's changes", () => {
  const { placement } = placed(fleet(2));
  expect(running(placement)).toEqual({ 'nodes/0': 'debian-12', 'nodes/1': 'debian-12' });
  const grown = placed(fleet(3, newer), placement).placement;
  expect(running(grown)).toEqual({ 'nodes/0': 'debian-12', 'nodes/1': 'debian-12', 'nodes/2': 'debian-13' });
});

test('an image leaves the file with the last slot that runs it', () => {
  const { placement } = placed(fleet(2));
  const half = withPins(placement, ['nodes/0'], newer);
  expect(Object.keys(half.images ?? {})).toEqual([debian.digest, newer.digest]);
  expect(Object.keys(withPins(half, ['nodes/1'], newer).images ?? {})).toEqual([newer.digest]);
});

test('what slots run stays recorded when their pool no longer names an image', () => {
  const { placement } = placed(fleet(2));
  const after = placed(fleetOf({ pools: [poolOf('nodes', 1)] }), placement).placement;
  expect(after.pins).toEqual({ 'nodes/0': debian.digest });
});

test('a removed slot is forgotten, and new when it is declared again', () => {
  const { placement } = placed(fleet(2));
  const removed = placed(fleet(['0'], newer), placement).placement;
  expect(removed.pins).toEqual({ 'nodes/0': debian.digest });
  expect(running(placed(fleet(2, newer), removed).placement)['nodes/1']).toBe('debian-13');
});

test('a slot that moves to another host keeps its image', () => {
  const { placement } = placed(fleet(2));
  const before = fleet(2, newer);
  const moved = {
    ...before,
    hosts: before.hosts.map((host) => ({ ...host, drained: host.name === placement.slots['nodes/0'] })),
  };
  const after = placed(moved, placement);
  expect(after.changes.filter(({ kind }) => kind === 'moved').map(({ slot }) => slot)).toEqual(['nodes/0']);
  expect(running(after.placement)['nodes/0']).toBe('debian-12');
});

test('a renamed pool keeps its recorded images', () => {
  const { placement } = placed(fleet(2));
  const pools = [poolOf('workers', 2, { image: newer, formerly: 'nodes' })];
  expect(running(placed(fleetOf({ pools }), placement).placement)).toEqual({
    'workers/0': 'debian-12',
    'workers/1': 'debian-12',
  });
});

test("the environment's mirror is recorded, whatever it was before", () => {
  const { placement } = placed(fleet(2));
  const moved = { ...debian, source: 'https://mirror.example.com/debian-12.qcow2' };
  expect(placed(fleet(2, moved), placement).placement.images?.[debian.digest]?.source).toBe(moved.source);
});

test('a file without recorded images stays valid, and place adds them', () => {
  const kept = placementOf({ 'nodes/0': 'h0', 'nodes/1': 'h1' });
  expect(checkPlacement(fleet(2), kept)).toEqual([]);
  expect(running(place(fleet(2), kept).placement)).toEqual({
    'nodes/0': 'debian-12',
    'nodes/1': 'debian-12',
  });
});

test.each<[string, (placement: Placement) => Placement, string, string]>([
  [
    'a line that a merge lost',
    (placement) => ({ ...placement, pins: { 'nodes/0': debian.digest } }),
    'placement/unpinned',
    'environments/prod/placement.json#/pins/nodes~11',
  ],
  [
    'a line of no slot',
    (placement) => withPins(placement, ['nodes/7'], debian),
    'placement/undeclared',
    'environments/prod/placement.json#/pins/nodes~17',
  ],
  [
    'a slot that is not declared, with a host and an image,',
    ({ slots, ...placement }) =>
      withPins({ ...placement, slots: { ...slots, 'nodes/7': 'h0' } }, ['nodes/7'], debian),
    'placement/undeclared',
    'environments/prod/placement.json#/slots/nodes~17',
  ],
])('%s is refused', (_what, broken, rule, path) => {
  const { placement } = placed(fleet(2));
  expect(checkPlacement(fleet(2), broken(placement))).toEqual([expect.objectContaining({ rule, path })]);
});
