import fc from 'fast-check';
import {
  blocksMeet,
  isEverywhere,
  isNetwork,
  IPV4,
  networkHolds,
  networkOfAddress,
} from '../../../core/network';

const network = fc
  .tuple(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.integer({ min: 1, max: 32 }))
  .map(([address, prefix]) => {
    const size = 2 ** (32 - prefix);
    return `${IPV4.format(BigInt(Math.floor(address / size) * size))}/${prefix}`;
  });

test('a network is an address, / and the length of its prefix', () => {
  expect(['10.0.0.0/8', '10.0.0.7/8', '::/0', 'fd00::1/128'].every(isNetwork)).toBe(true);
  expect(['10.0.0.0', '10.0.0.0/33', '::/129', 'db.internal/8', '/8', ''].some(isNetwork)).toBe(false);
});

test('every address of a family is in its network of prefix 0 only', () => {
  expect(['0.0.0.0/0', '::/0', '0.0.0.0/00'].every(isEverywhere)).toBe(true);
  expect(['0.0.0.0/1', '10.0.0.0/10', '*'].some(isEverywhere)).toBe(false);
});

test('an address is a network of its own, and a name is not', () => {
  expect(['10.0.0.7', 'fd00::1', 'db.internal'].map(networkOfAddress)).toEqual([
    '10.0.0.7/32',
    'fd00::1/128',
    undefined,
  ]);
});

test('of two blocks that meet, one holds the other', () => {
  fc.assert(
    fc.property(network, network, (a, b) => {
      expect(networkHolds(a, b) || networkHolds(b, a)).toBe(blocksMeet(a, b));
    }),
  );
});
