import fc from 'fast-check';
import { referencesIn } from '../../../core/provider-schemas/references';

test.each([
  ['plain text', 'docker_image.web.id', []],
  ['a reference', '${docker_image.web.id}', [['docker_image', 'web', 'id']]],
  [
    'text around it',
    'a ${a_b.c.d} b ${e_f.g.h}',
    [
      ['a_b', 'c', 'd'],
      ['e_f', 'g', 'h'],
    ],
  ],
  ['an index', '${a_b.c[0].d["x.y"].e}', [['a_b', 'c', 'd', 'e']]],
  ['a splat', '${a_b.c[*].id}', [['a_b', 'c', 'id']]],
  ['an older splat', '${a_b.c.*.id}', [['a_b', 'c', 'id']]],
  ['a function and text in quotes', '${join("x.y.z", [a_b.c.d])}', [['a_b', 'c', 'd']]],
  ['an expression in quotes', '${upper("x ${a_b.c.d} y")}', [['a_b', 'c', 'd']]],
  ['an escaped dollar', '$${a_b.c.d}', []],
  ['an escaped dollar in quotes', '${upper("$${a_b.c.d}")}', []],
  ['a quote in quotes', '${upper("\\"a_b.c.d")}', []],
  ['a loop', '${[for k, v in var.all : v.name.first if k.x.y]}', [['var', 'all']]],
  ['an object', '${{ a = a_b.c.d, "k" = 1.5 }}', [['a_b', 'c', 'd']]],
  ['a result', '${lookup(local.x, "y").name.z}', [['local', 'x']]],
  ['a directive', '%{ if a_b.c.d }x%{ else }y%{ endif }', [['a_b', 'c', 'd']]],
  ['an escaped directive', '%%{ if a_b.c.d }', []],
  ['an expression without an end', '${a_b.c.d', [['a_b', 'c', 'd']]],
])('%s: the references in it', (_, text, expected) => {
  expect(referencesIn(text)).toEqual(expected);
});

test('any text is read to its end', () => {
  const signs = fc.constantFrom(
    '${',
    '%{',
    '}',
    '"',
    '\\',
    'a_b.c.d',
    '.',
    '[',
    ']',
    '$',
    ' ',
    '(',
    ')',
    'for x in ',
  );
  fc.assert(
    fc.property(fc.array(signs, { maxLength: 40 }), (parts) => {
      referencesIn(parts.join(''));
    }),
  );
});
