import fc from 'fast-check';
import { NAME, ownName } from '../../review/view/aliases';

test.each([
  ['web', 'container[web].env', 'container[‹name›].env'],
  ['web', 'web-1 and web, but not website or aweb', '‹name›-1 and ‹name›, but not website or aweb'],
  ['a.b', 'a.b axb', '‹name› axb'],
  ['', 'anything', 'anything'],
])('the name %j is left out of %j as a whole word', (name, text, expected) => {
  expect(ownName(name)(text)).toBe(expected);
});

/** The first and the last letters and digits, and what stands beside them. */
const EDGES = ['A', 'Z', 'z', '0', '9', '@', '[', '`', '{', '/', ':'];

test('a name is found where an expression for it as a word finds it', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', '1', '-', ' ', 'é', ...EDGES), maxLength: 12 });
  const name = fc.string({ unit: fc.constantFrom('a', 'b', '1', '-'), minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(name, letters, (word, text) => {
      const words = new RegExp(`(?<![A-Za-z0-9])${word}(?![A-Za-z0-9])`, 'g');
      expect(ownName(word)(text)).toBe(text.replace(words, NAME));
    }),
    { numRuns: 2_000 },
  );
});
