import fc from 'fast-check';
import { formatIpv4, parseCidr, parseIpv4 } from '../../../core/network/ipv4';

const address = fc.integer({ min: 0, max: 2 ** 32 - 1 });

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
  expect(parseCidr('10.20.0.16/28')).toEqual({ network: 0x0a140010, broadcast: 0x0a14001f, prefix: 28 });
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
  expect(parseCidr(text)).toBeUndefined();
});

test('a block with any host bit set is refused', () => {
  fc.assert(
    fc.property(address, fc.integer({ min: 1, max: 31 }), (value, prefix) => {
      const size = 2 ** (32 - prefix);
      fc.pre(value % size !== 0);
      expect(parseCidr(`${formatIpv4(value)}/${prefix}`)).toBeUndefined();
    }),
  );
});
