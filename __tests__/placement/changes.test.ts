import { Size } from '../../constructs/quantities';
import { fleetOf, hostOf, likeHosts, placed, placementOf, poolOf, refused } from './support';

/** What happens to slots, but for those that stay where they are. */
function news(...args: Parameters<typeof placed>): readonly string[] {
  return placed(...args)
    .changes.filter(({ kind }) => kind !== 'kept')
    .map(({ kind, slot, from, to, reason }) => [kind, slot, from ?? '-', to ?? '-', reason].join(' | '));
}

const two = placementOf({ 'nodes/0': 'h0', 'nodes/1': 'h1' });

describe('what happens to a slot', () => {
  test('it stays where it is', () => {
    expect(placed(fleetOf(), two).changes).toEqual([
      { kind: 'kept', slot: 'nodes/0', from: 'h0', to: 'h0', reason: 'it can stay' },
      { kind: 'kept', slot: 'nodes/1', from: 'h1', to: 'h1', reason: 'it can stay' },
    ]);
  });

  test('it is placed, when it is new', () => {
    expect(news(fleetOf({ pools: [poolOf('nodes', 3)] }), two)).toEqual([
      'placed | nodes/2 | - | h0 | it is new',
    ]);
  });

  test('it moves, when its host is no longer declared', () => {
    expect(news(fleetOf({ hosts: [hostOf('h0')] }), two)).toEqual([
      'moved | nodes/1 | h1 | h0 | h1 is no longer declared',
    ]);
  });

  test('it moves, when its host is drained', () => {
    expect(news(fleetOf({ hosts: [hostOf('h0'), hostOf('h1', { drained: true })] }), two)).toEqual([
      'moved | nodes/1 | h1 | h0 | h1 is drained',
    ]);
  });

  test('it moves, when its host is overloaded, the highest index first', () => {
    const kept = placementOf({ 'nodes/9': 'h0', 'nodes/10': 'h0' });
    const hosts = [hostOf('h0', { cores: 3 }), hostOf('h1')];
    expect(news(fleetOf({ hosts, pools: [poolOf('nodes', ['9', '10'])] }), kept)).toEqual([
      'moved | nodes/10 | h0 | h1 | h0 has promised more than it has room for',
    ]);
  });

  test('it moves, when it shares its host and its pool no longer may', () => {
    const kept = placementOf({ 'nodes/0': 'h0', 'nodes/1': 'h0' });
    expect(news(fleetOf({ pools: [poolOf('nodes', 2, { spread: 'required' })] }), kept)).toEqual([
      'moved | nodes/1 | h0 | h1 | h0 may run only one slot of its pool',
    ]);
  });

  test('it moves, when the loss of a host could not be survived otherwise', () => {
    const slots = { 'big/0': 'h0', 'small/0': 'h1', 'small/1': 'h1', 'small/2': 'h2', 'small/3': 'h2' };
    const pools = [poolOf('big', 1, { cpu: 6 }), poolOf('small', 4)];
    const fleet = fleetOf({ hosts: likeHosts(3), pools });
    expect(news(fleet, placementOf(slots))).toEqual([]);
    expect(news({ ...fleet, survives: { hosts: 1 } }, placementOf(slots))).toEqual([
      'moved | small/1 | h1 | h0 | the others need its room, so that the loss of a host can be survived',
    ]);
  });

  test('it moves where the environment says', () => {
    const pools = [{ ...poolOf('nodes', 1), slots: [{ key: '0', host: 'h1' }] }];
    expect(news(fleetOf({ pools }), placementOf({ 'nodes/0': 'h0' }))).toEqual([
      'moved | nodes/0 | h0 | h1 | the environment says so',
    ]);
  });

  test('it moves for new ones only if that is allowed', () => {
    const kept = placementOf({ 'nodes/0': 'h0', 'nodes/1': 'h1' });
    const large = poolOf('large', 1, { cpu: 8, memory: Size.gibibytes(16) });
    const fleet = fleetOf({ pools: [poolOf('nodes', 2), large] });
    expect(refused(fleet, kept)).toHaveLength(1);
    expect(news(fleet, kept, { mayMove: true })).toEqual([
      'placed | large/0 | - | h0 | it is new',
      'moved | nodes/0 | h0 | h1 | it makes room for others',
    ]);
  });

  test('it is dropped, when it is no longer declared', () => {
    expect(news(fleetOf({ pools: [poolOf('nodes', ['1'])] }), two)).toEqual([
      'dropped | nodes/0 | h0 | - | it is no longer declared',
    ]);
  });
});

describe('a slot that was removed', () => {
  const without = placed(fleetOf({ pools: [poolOf('nodes', ['0'])] }), two).placement;

  test('is recorded with its last host', () => {
    expect(without).toMatchObject({ slots: { 'nodes/0': 'h0' }, removed: { 'nodes/1': 'h1' } });
  });

  test('comes back to that host, even if another would be better', () => {
    const kept = { ...without, slots: { 'nodes/0': 'h1' } };
    const { placement, changes } = placed(fleetOf(), kept);
    expect(placement).toMatchObject({ slots: { 'nodes/0': 'h1', 'nodes/1': 'h1' }, removed: {} });
    expect(changes[1]?.reason).toBe('it ran there before it was removed');
  });

  test('comes back there or not at all', () => {
    const hosts = [hostOf('h0'), hostOf('h1', { cores: 1 })];
    expect(refused(fleetOf({ hosts }), without)).toEqual([
      expect.objectContaining({
        path: 'environments.prod.pools.nodes.slots.1',
        message: 'must fit on h1, because it ran there before it was removed',
        advice: expect.stringContaining('Or declare an index that was never used'),
      }),
    ]);
  });

  test('is placed like a new one if its host is no longer declared', () => {
    expect(placed(fleetOf({ hosts: [hostOf('h0')] }), without).placement.slots['nodes/1']).toBe('h0');
  });
});

describe('a pool that was renamed', () => {
  const pools = [{ ...poolOf('workers', 3), formerly: 'nodes' }];

  test('keeps the hosts of its slots, and the records of its removed ones', () => {
    const kept = placementOf({ 'nodes/0': 'h1', 'nodes/1': 'h1', 'nodes/7': 'h0' }, { 'nodes/2': 'h1' });
    expect(placed(fleetOf({ pools }), kept).placement).toMatchObject({
      slots: { 'workers/0': 'h1', 'workers/1': 'h1', 'workers/2': 'h1' },
      removed: { 'workers/7': 'h0' },
    });
  });

  test('keeps the lines under its name where there are some under the former name, too', () => {
    const kept = placementOf({ 'workers/0': 'h1', 'nodes/0': 'h0', 'nodes/1': 'h1' });
    expect(placed(fleetOf({ pools }), kept).placement.slots).toMatchObject({
      'workers/0': 'h1',
      'workers/1': 'h1',
    });
  });

  test('takes nothing from a pool that has the former name now', () => {
    const both = [...pools, poolOf('nodes', 2)];
    expect(placed(fleetOf({ pools: both }), two).placement.slots).toMatchObject(two.slots);
  });
});

test("an explicit host must be one of the environment's", () => {
  const pools = [{ ...poolOf('nodes', 1), slots: [{ key: '0', host: 'h7' }] }];
  expect(refused(fleetOf({ pools }))).toEqual([
    expect.objectContaining({
      rule: 'placement/host',
      path: 'environments.prod.pools.nodes.slots.0',
      value: 'on h7',
    }),
  ]);
});
