import fc from 'fast-check';
import { IPV4 } from '../../../core/network';
import { formatIpv4, parseIpv4 } from '../../../core/network/ipv4';

const address = fc.bigInt({ min: 0n, max: 2n ** 32n - 1n });

test('an address survives a round trip through text', () => {
  fc.assert(
    fc.property(address, (value) => {
      expect(parseIpv4(formatIpv4(value))).toBe(value);
    }),
  );
});

test.each([
  '010.0.0.1',
  '10.1',
  '10.0.0.256',
  '10.0.0.1 ',
  '10.0.0.-1',
  '0x0a.0.0.1',
  '10.0.0.1.',
  '',
  '::1',
  '1e1.0.0.1',
])('not an address: %j', (text) => {
  expect(parseIpv4(text)).toBeUndefined();
});

test('a block knows its first and its last address', () => {
  expect(IPV4.parseBlock('10.20.0.16/28')).toEqual({ first: 0x0a140010n, last: 0x0a14001fn, prefix: 28 });
});

test.each([
  '10.20.0.1/24',
  '10.20.0.0/33',
  '10.20.0.0/024',
  '10.20.0.0',
  '10.20.0.0/',
  '10.20.0.0/24/1',
  '010.20.0.0/24',
])('not a block: %j', (text) => {
  expect(IPV4.parseBlock(text)).toBeUndefined();
});

test('a block with any host bit set is refused', () => {
  fc.assert(
    fc.property(address, fc.integer({ min: 1, max: 31 }), (value, prefix) => {
      const size = 2n ** BigInt(32 - prefix);
      fc.pre(value % size !== 0n);
      expect(IPV4.parseBlock(`${formatIpv4(value)}/${prefix}`)).toBeUndefined();
    }),
  );
});
