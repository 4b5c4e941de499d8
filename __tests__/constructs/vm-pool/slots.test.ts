import fc from 'fast-check';
import { nat, slotIdentities, slotIdentity, type SlotProps } from '../../../constructs/vm-pool';
import { sound } from './pool';

const pool = { identity: 'shop/prod', pool: 'nodes', addresses: '10.20.0.16/28' };
const dual = {
  ...pool,
  addresses6: 'fd00::100/120',
  network: nat({ cidr: '10.20.0.0/24', cidr6: 'fd00::/64', domain: 'lab.example.com' }),
};
const label = fc.stringMatching(/^[a-z][a-z0-9]{0,7}$/);
const index = fc.integer({ min: 0, max: 15 }).map(String);
const slotKey = fc.oneof(index, label);

test('an index gets the address at that offset in the range', () => {
  expect(
    slotIdentities({ ...sound, slots: 3 }).map(({ key, name, address }) => [key, name, address]),
  ).toEqual([
    ['0', 'shop-prod-nodes-0', '10.20.0.16'],
    ['1', 'shop-prod-nodes-1', '10.20.0.17'],
    ['2', 'shop-prod-nodes-2', '10.20.0.18'],
  ]);
});

test('identities are a contract: they never change', () => {
  expect(slotIdentity(pool, { key: '0' })).toEqual({
    key: '0',
    name: 'shop-prod-nodes-0',
    mac: '52:54:00:80:bb:f9',
    address: '10.20.0.16',
  });
  expect(slotIdentity(pool, { key: 'db' })).toMatchObject({ address: '10.20.0.25' });
});

test('a slot of a dual-stack pool has an IPv6 address by the same rules', () => {
  expect(slotIdentity(dual, { key: '2' }).address6).toBe('fd00::102');
  expect(slotIdentity(dual, { key: 'db' }).address6).toBe('fd00::19f');
  expect(slotIdentity(dual, { key: 'db', address6: 'FD00::0:1F0' }).address6).toBe('fd00::1f0');
  expect(slotIdentity(pool, { key: '2' })).not.toHaveProperty('address6');
});

test('IPv6 changes nothing else about a slot', () => {
  fc.assert(
    fc.property(slotKey, (key) => {
      const { address6, ...rest } = slotIdentity({ ...pool, addresses6: 'fd00::1:0/112' }, { key });
      expect(rest).toEqual(slotIdentity(pool, { key }));
      expect(address6).toMatch(isNaN(Number(key)) ? /^fd00::1:[89a-f][0-9a-f]{3}$/ : /^fd00::1:[0-9a-f]$/);
    }),
  );
});

test('a slot has an FQDN if its network has a domain', () => {
  const network = nat({ cidr: '10.20.0.0/24', domain: 'lab.example.com' });
  expect(slotIdentity({ ...pool, network }, { key: '0' }).fqdn).toBe('shop-prod-nodes-0.lab.example.com');
  expect(slotIdentity(pool, { key: '0' })).not.toHaveProperty('fqdn');
});

test('an explicit address wins', () => {
  expect(slotIdentity(pool, { key: 'db', address: '10.20.0.30' }).address).toBe('10.20.0.30');
});

test('a named slot gets an address in the upper half of the range, whatever the name', () => {
  fc.assert(
    fc.property(label, (key) => {
      const last = Number(slotIdentity(pool, { key }).address.split('.')[3]);
      expect(last).toBeGreaterThanOrEqual(24);
      expect(last).toBeLessThanOrEqual(31);
    }),
  );
});

test('a MAC is locally administered, unicast, and lower case', () => {
  fc.assert(
    fc.property(slotKey, (key) => {
      expect(slotIdentity(pool, { key }).mac).toMatch(/^52:54:00(:[0-9a-f]{2}){3}$/);
    }),
  );
});

test('a slot is the same whatever other slots there are, in whatever order', () => {
  fc.assert(
    fc.property(slotKey, fc.uniqueArray(slotKey), (key, others) => {
      const alone = slotIdentity(dual, { key });
      const slots: SlotProps[] = [
        ...others.filter((other) => other !== key).map((other) => ({ key: other })),
        { key },
      ];
      for (const order of [slots, slots.toReversed()]) {
        expect(slotIdentities({ ...dual, slots: order }).find((slot) => slot.key === key)).toEqual(alone);
      }
    }),
  );
});

test('a slot stays the same when its pool is renamed', () => {
  fc.assert(
    fc.property(slotKey, fc.array(label), label, (key, later, now) => {
      const renamed = { ...dual, pool: now, formerly: [dual.pool, ...later] };
      expect(slotIdentity(renamed, { key })).toEqual(slotIdentity(dual, { key }));
    }),
  );
});

test('pools, identities and slots that concatenate to the same text still get distinct MACs', () => {
  const macs = [
    slotIdentity({ ...pool, pool: 'a' }, { key: 'b-c' }).mac,
    slotIdentity({ ...pool, pool: 'a-b' }, { key: 'c' }).mac,
    slotIdentity({ ...pool, identity: 'shop-prod' }, { key: '0' }).mac,
    slotIdentity(pool, { key: '0' }).mac,
  ];
  expect(new Set(macs).size).toBe(4);
});
