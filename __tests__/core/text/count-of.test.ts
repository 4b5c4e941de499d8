import { countOf, firstOf } from '../../../core/text';

test('one thing is singular, and any other number of things is not', () => {
  expect([0, 1, 2].map((count) => countOf(count, 'host'))).toEqual(['0 hosts', '1 host', '2 hosts']);
  expect([1, 2].map((count) => countOf(count, 'entry', 'entries'))).toEqual(['1 entry', '2 entries']);
});

test('of names, the first are listed and the others are counted', () => {
  expect(firstOf(['a', 'b'], 2)).toBe('a, b');
  expect(firstOf(['a', 'b', 'c', 'd'], 2)).toBe('a, b and 2 more');
});
