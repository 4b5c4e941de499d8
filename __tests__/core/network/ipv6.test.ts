import fc from 'fast-check';
import { IPV6 } from '../../../core/network';
import { formatIpv6, parseIpv6 } from '../../../core/network/ipv6';

const group = fc.oneof(
  { weight: 2, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 0xffff }) },
);
/** Addresses with runs of zeros, which are what a text can go wrong about. */
const address = fc
  .array(group, { minLength: 8, maxLength: 8 })
  .map((groups) => groups.reduce((sum, part) => sum * 0x10000n + BigInt(part), 0n));

/** As Node writes it in a URL, which RFC 5952 rules too. */
function byNode(text: string): string {
  return new URL(`http://[${text}]/`).hostname.slice(1, -1);
}

test('an address survives a round trip through text', () => {
  fc.assert(
    fc.property(address, (value) => {
      expect(parseIpv6(formatIpv6(value))).toBe(value);
    }),
  );
});

test('an address is written as Node writes it', () => {
  fc.assert(
    fc.property(address, (value) => {
      expect(formatIpv6(value)).toBe(byNode(formatIpv6(value)));
    }),
    { numRuns: 500 },
  );
});

test('whatever we parse as an address, Node parses as the same address', () => {
  const part = fc.constantFrom('0', '1', 'db8', 'FFFF', '10000', '01', ':', ':', ':', '::', '');
  fc.assert(
    fc.property(
      fc.array(part, { maxLength: 17 }).map((parts) => parts.join('')),
      (text) => {
        const value = parseIpv6(text);
        const known = URL.canParse(`http://[${text}]/`);
        expect(value !== undefined).toBe(known);
        if (value !== undefined) expect(formatIpv6(value)).toBe(byNode(text));
      },
    ),
    { numRuns: 2_000 },
  );
});

test.each([
  ['::', '::'],
  ['::1', '::1'],
  ['2001:DB8::', '2001:db8::'],
  ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
  ['2001:0db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
  ['1:0:0:2:0:0:0:3', '1:0:0:2::3'],
  ['10:0:0:0:0:0:0:0', '10::'],
])('%s is written %s', (text, canonical) => {
  expect(formatIpv6(parseIpv6(text) ?? -1n)).toBe(canonical);
});

test.each([
  '',
  ':',
  ':::',
  '1::2::3',
  '1:2:3:4:5:6:7',
  '1:2:3:4:5:6:7:8:9',
  '1:2:3:4::5:6:7:8',
  ':1:2:3:4:5:6:7',
  '1::2:',
  'fe80::1%eth0',
  '::ffff:10.0.0.1',
  '12345::',
  'g::',
  ' ::1',
  '10.0.0.1',
])('not an address: %j', (text) => {
  expect(parseIpv6(text)).toBeUndefined();
});

test('a block knows its first and its last address', () => {
  expect(IPV6.parseBlock('fd00::10/124')).toEqual({
    first: (0xfd00n << 112n) + 0x10n,
    last: (0xfd00n << 112n) + 0x1fn,
    prefix: 124,
  });
});

test.each(['fd00::1/64', 'fd00::/129', 'fd00::/064', 'fd00::', 'fd00::/', '10.0.0.0/8'])(
  'no block: %j',
  (text) => {
    expect(IPV6.parseBlock(text)).toBeUndefined();
  },
);
