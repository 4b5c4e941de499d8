import { blocksMeet } from '../../../core/network';
import { parseAddressRange, renderRange } from '../../../core/network/ip-family';
import { type IpFamily, IPV4, IPV6 } from '../../../core/network/ip-family';

test.each<[IpFamily, string, string]>([
  [IPV4, '10.0.0.5', '10.0.0.9'],
  [IPV6, 'fd00::5', 'fd00::9'],
])('a range runs from its first to its last address, never backwards', (family, from, to) => {
  const range = parseAddressRange(family, { from, to });
  expect(range && renderRange(family, range)).toBe(`${from} to ${to}`);
  expect(parseAddressRange(family, { from: to, to: from })).toBeUndefined();
});

test('a CIDR block is a range of all its addresses', () => {
  const range = parseAddressRange(IPV6, 'fd00::10/124');
  expect(range && renderRange(IPV6, range)).toBe('fd00::10 to fd00::1f');
});

test('a range of one address family is not a range of the other', () => {
  expect(parseAddressRange(IPV4, 'fd00::/64')).toBeUndefined();
  expect(parseAddressRange(IPV6, '10.0.0.0/24')).toBeUndefined();
});

test.each([
  ['10.20.0.0/16', '10.20.3.0/24', true],
  ['10.20.0.0/24', '10.20.1.0/24', false],
  ['fd00::/48', 'fd00:0:0:1::/64', true],
  ['fd00::/64', 'fd00:0:0:1::/64', false],
  ['::/0', '0.0.0.0/0', false],
  ['10.20.0.1/24', '10.20.0.0/24', false],
])('%s and %s overlap: %s', (a, b, meet) => {
  expect(blocksMeet(a, b)).toBe(meet);
  expect(blocksMeet(b, a)).toBe(meet);
});
