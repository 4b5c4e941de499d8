import { Token } from 'cdktf';
import fc from 'fast-check';
import { literal, literals } from '../../../constructs/terraform';

test.each([
  ['echo ${HOME}', 'echo $${HOME}'],
  ['%{ if true }', '%%{ if true }'],
  ['${a}${b}', '$${a}$${b}'],
  ['100% of $5 {', '100% of $5 {'],
  ['', ''],
])('%j is written as %j', (text, written) => {
  expect(literal(text)).toBe(written);
});

test('a reference in the text stays a reference', () => {
  const reference = Token.asString({ resolve: () => 'x' });
  expect(literal(`\${HOME} ${reference}`)).toBe(`$\${HOME} ${reference}`);
});

test('a sigil right before a reference does not make it text', () => {
  const reference = Token.asString({ resolve: () => 'x' });
  expect(literal(`$${reference}`)).toBe(`\${"$"}${reference}`);
});

test('text that only looks like a reference stays text', () => {
  expect(literal('a ${TfToken[ b')).toBe('a $${TfToken[ b');
});

test('every text inside a value is escaped, and other values are left alone', () => {
  expect(literals({ list: ['${a}', 1], nested: { text: '%{b}', flag: true, none: undefined } })).toEqual({
    list: ['$${a}', 1],
    nested: { text: '%%{b}', flag: true, none: undefined },
  });
});

test('Terraform reads the original text, and finds no template', () => {
  const text = fc.string({ unit: fc.constantFrom('$', '%', '{', '}', 'a') });
  fc.assert(
    fc.property(text, (given) => {
      expect(readsAs(literal(given))).toBe(given);
    }),
  );
});

/** Terraform's own reading, from left to right: an escape is text, any other `${` or `%{` begins a template. */
function readsAs(written: string): string {
  return written.replace(/\$\$\{|%%\{|[$%]\{/g, (found) =>
    found.length === 3 ? found.slice(1) : 'TEMPLATE',
  );
}
