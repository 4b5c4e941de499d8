import type { Comparison } from '../../../examples/measure/compare';
import { countsOf, renderTable } from '../../../examples/measure/table';

const field = { kind: 'Service', object: 'web', path: 'spec.type', value: 'NodePort' };
const comparison: Comparison = {
  expressed: [field, field],
  equal: new Map([['one word → another', [field]]]),
  skipped: new Map([['an empty value', [field]]]),
  missing: [field],
};

test('what is skipped does not count', () => {
  expect(countsOf(comparison)).toEqual({
    fields: 4,
    expressed: 2,
    equal: 1,
    missing: 1,
    skipped: 1,
    percent: 75,
  });
});

test('a part is never rounded up to what it does not reach', () => {
  const expressed = Array.from({ length: 999 }, () => field);
  expect(countsOf({ ...comparison, expressed, equal: new Map(), missing: [field, field] }).percent).toBe(
    99.8,
  );
});

test('the table tells by which rule fields are equal, and each field that is missing', () => {
  const lines = renderTable(new Map([['blog', comparison]])).split('\n');
  expect(lines[1]).toMatch(/^blog +4 +2 +1 +1 +75 % +1$/);
  expect(lines.slice(3)).toEqual([
    'blog',
    '    1 equal: one word → another',
    '    1 skipped: an empty value',
    '      missing: Service/web spec.type = NodePort',
  ]);
});
