import fc from 'fast-check';
import * as ts from 'typescript';
import { SourceText } from '../../../cli/adding/source-text';

function source(text: string): SourceText {
  return new SourceText(ts, '/project/file.ts', text);
}

function listIn(of: SourceText): ts.ArrayLiteralExpression {
  const value = of.names.valueOf('list');
  if (value === undefined || !ts.isArrayLiteralExpression(value)) throw new Error('no list');
  return value;
}

function objectIn(of: SourceText): ts.ObjectLiteralExpression {
  const value = of.names.valueOf('object');
  if (value === undefined || !ts.isObjectLiteralExpression(value)) throw new Error('no object');
  return value;
}

test.each([
  ['a list on one line', 'const list = [a, b];', 'const list = [a, b, c];'],
  ['an empty list', 'const list = [];', 'const list = [c];'],
  [
    'a list on lines',
    'const list = [\n  a,\n  b, // why b\n];',
    'const list = [\n  a,\n  b, // why b\n  c,\n];',
  ],
  [
    'a list without a last comma',
    'const list = [\n    a,\n    b // why b\n];',
    'const list = [\n    a,\n    b, // why b\n    c\n];',
  ],
  ['a list with comments between', 'const list = [a /* one */, b];', 'const list = [a /* one */, b, c];'],
  ['lines of another system', 'const list = [\r\n  a,\r\n];', 'const list = [\r\n  a,\r\n  c,\r\n];'],
])('one more item in %s', (_, before, after) => {
  const of = source(before);
  expect(of.withItem(listIn(of), 'c').text).toBe(after);
});

test('a list that no longer fits on its line gets a line for each item', () => {
  const names = ['database', 'storefront', 'recommendations', 'notifications', 'authentication', 'inventory'];
  const of = source(`const list = [${names.join(', ')}];`);
  const text = of.withItem(listIn(of), 'shippingAndReturns').text;
  expect(text).toBe(
    `const list = [\n${[...names, 'shippingAndReturns'].map((one) => `  ${one},\n`).join('')}];`,
  );
});

test('one more property has the indentation and the quotes of the file', () => {
  const of = source('import { a } from "b";\n\nconst object = {\n\tone: 1,\n};\n');
  const text = of.withProperty(objectIn(of), "two: {\n  deep: 'text',\n}").text;
  expect(text).toBe(
    'import { a } from "b";\n\nconst object = {\n\tone: 1,\n\ttwo: {\n\t\tdeep: "text",\n\t},\n};\n',
  );
});

test.each([
  ['a name beside others', "import { a, c } from 'x';\n", ['b'], 'x', "import { a, b, c } from 'x';\n"],
  [
    'a line among the project’s own',
    "import { a } from 'x';\nimport { b } from './b';\n",
    ['a2'],
    './a',
    "import { a } from 'x';\nimport { a2 } from './a';\nimport { b } from './b';\n",
  ],
  [
    'a line after a comment',
    "import { a } from './a'; // first\nrun();\n",
    ['b'],
    './b',
    "import { a } from './a'; // first\nimport { b } from './b';\nrun();\n",
  ],
  [
    'a value beside types',
    "import type { A } from 'x';\n",
    ['b'],
    'x',
    "import type { A } from 'x';\nimport { b } from 'x';\n",
  ],
  ['what is there already', "import { a } from 'x';\n", ['a'], 'x', "import { a } from 'x';\n"],
  [
    'a file without semicolons',
    "import { a } from './a'\n",
    ['b'],
    './b',
    "import { a } from './a'\nimport { b } from './b'\n",
  ],
])('imports %s', (_, before, names, from, after) => {
  expect(source(before).withImport(names, from)?.text).toBe(after);
});

test.each(["import { b } from 'y';\n", 'const b = 1;\n', 'function b() {}\n', "import * as b from 'y';\n"])(
  'imports nothing where the name is another thing: %j',
  (text) => {
    expect(source(text).withImport(['b'], 'x')).toBeUndefined();
  },
);

test.each([
  ['alone', "import { a } from 'x';\nimport { b } from 'y';\nrun(b);\n", "import { b } from 'y';\nrun(b);\n"],
  ['first of two', "import { a, b } from 'x';\nrun(b);\n", "import { b } from 'x';\nrun(b);\n"],
  ['last of two', "import { b, a } from 'x';\nrun(b);\n", "import { b } from 'x';\nrun(b);\n"],
  ['used', "import { a } from 'x';\nrun(a);\n", "import { a } from 'x';\nrun(a);\n"],
])('an import that is %s', (_, before, after) => {
  expect(source(before).withoutUnusedImport('a').text).toBe(after);
});

/** Lists as people write them. */
const written = fc
  .record({
    items: fc.array(fc.constantFrom('a', 'b(1)', '{ x: 1 }', '...others', "'text, // no comment'"), {
      maxLength: 6,
    }),
    comments: fc.array(fc.constantFrom('', '', ' // why', ' /* why */'), { minLength: 6, maxLength: 6 }),
    isOnLines: fc.boolean(),
    hasLastComma: fc.boolean(),
    indent: fc.constantFrom('  ', '    ', '\t'),
    end: fc.constantFrom('\n', '\r\n'),
  })
  .map(({ items, comments, isOnLines, hasLastComma, indent, end }) => {
    const parts = items.map((item, index) => {
      const comma = index < items.length - 1 || hasLastComma ? ',' : '';
      const comment = comments[index] ?? '';
      return `${item}${comma}${isOnLines || !comment.includes('//') ? comment : ''}`;
    });
    const inner = isOnLines ? parts.map((part) => `${end}${indent}${part}`).join('') + end : parts.join(' ');
    return { items, text: `// head${end}const list = [${inner}];${end}// tail${end}` };
  });

test('in a list of any layout, an added item is in its place, and everything else stays', () => {
  fc.assert(
    fc.property(written, fc.nat(6), ({ items, text }, position) => {
      const of = source(text);
      const { elements } = listIn(of);
      const index = Math.min(position, items.length);
      const after = of.withItem(listIn(of), 'added', elements[index - 1]);
      // The default of an item without one before it is the last place.
      const place = index === 0 ? items.length : index;
      expect(listIn(after).elements.map((element) => element.getText())).toEqual(
        (items as readonly string[]).toSpliced(place, 0, 'added'),
      );
      const bare = (all: string) => all.replace(/[\s,]/g, '');
      expect(bare(after.text).replace('added', '')).toBe(bare(text));
    }),
  );
});
