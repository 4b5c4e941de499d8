import { shortDigest, shortHash } from '../../../core/text';

const HEX = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';

test.each(['sha256', 'sha512'])(
  'a digest of %s keeps its algorithm only where a command is to take it',
  (algorithm) => {
    expect(shortDigest(`${algorithm}:${HEX}`)).toBe(`${algorithm}:9f86d081884c`);
    expect(shortHash(`${algorithm}:${HEX}`)).toBe('9f86d081884c');
  },
);

test('a hash without an algorithm is cut to the same digits', () => {
  expect([shortDigest(HEX), shortHash(HEX)]).toEqual(['9f86d081884c', '9f86d081884c']);
});
