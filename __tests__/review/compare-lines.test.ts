import { compareLines } from '../../review/diff/compare-lines';

const told = (before: string, after: string) =>
  compareLines(before, after).map(({ change, number, text }) => `${change} ${number} ${text}`);

test.each<[string, string, string, string[]]>([
  ['nothing', 'a\nb', 'a\nb', []],
  ['a line in the middle', 'a\nb\nc', 'a\nx\nc', ['removed 2 b', 'added 2 x']],
  ['a line more at the end', 'a\nb', 'a\nb\nc', ['added 3 c']],
  ['a line more at the start', 'b\nc', 'a\nb\nc', ['added 1 a']],
  ['one of equal lines', 'a\na\nb', 'a\nb', ['removed 2 a']],
  ['two places', 'a\nb\nc\nd\ne', 'a\nx\nc\nd\ny\ne', ['removed 2 b', 'added 2 x', 'added 5 y']],
])('lines are reported with their numbers: %s', (_what, before, after, lines) => {
  expect(told(before, after)).toEqual(lines);
});

test('texts that differ in thousands of lines are shown as two blocks, without their common start and end', () => {
  const lines = (word: string) => Array.from({ length: 1500 }, (_, index) => `${word}${index}`);
  const text = (word: string) => ['first', ...lines(word), 'last'].join('\n');
  const found = compareLines(text('a'), text('b'));
  expect(found).toHaveLength(3000);
  expect(found[0]).toEqual({ change: 'removed', number: 2, text: 'a0' });
  expect(found[1500]).toEqual({ change: 'added', number: 2, text: 'b0' });
  expect(found[2999]).toEqual({ change: 'added', number: 1501, text: 'b1499' });
});
