import fc from 'fast-check';
import { checkImageReference, parseImageReference } from '../../../constructs/image-build';

/** https://github.com/distribution/reference, reference.go: its grammar, with a host in lower case as registries have it. */
const of = (characters: string) => fc.constantFrom(...Array.from(characters));
const alphanumeric = fc.string({ unit: of('abcxyz0189'), minLength: 1, maxLength: 8 });
const joined = (separator: fc.Arbitrary<string>, most: number) =>
  fc
    .tuple(alphanumeric, fc.array(fc.tuple(separator, alphanumeric), { maxLength: most }))
    .map(([first, rest]) => first + rest.flat().join(''));
const component = joined(fc.constantFrom('.', '_', '__', '-', '--', '---'), 3);
const domainPart = joined(fc.constantFrom('-', '--'), 2);
const domain = fc.tuple(domainPart, domainPart).map((parts) => parts.join('.'));
const port = fc
  .option(fc.integer({ min: 1, max: 65_535 }))
  .map((number) => (number === null ? '' : `:${number}`));
const repository = fc
  .tuple(domain, port, fc.array(component, { minLength: 1, maxLength: 4 }))
  .map(([host, number, path]) => `${host}${number}/${path.join('/')}`);
const tag = fc
  .tuple(of('abcXYZ019_'), fc.string({ unit: of('abcXYZ019_.-'), maxLength: 127 }))
  .map((parts) => parts.join(''));
const digest = fc
  .string({ unit: of('0123456789abcdef'), minLength: 64, maxLength: 64 })
  .map((hex) => `sha256:${hex}`);

test('every reference of the grammar is taken, and taken apart', () => {
  fc.assert(
    fc.property(repository, fc.option(tag, { nil: undefined }), digest, (name, label, hash) => {
      const text = `${name}${label === undefined ? '' : `:${label}`}@${hash}`;
      expect(checkImageReference(text, 'image')).toEqual([]);
      expect(parseImageReference(text)).toEqual({
        repository: name,
        ...(label === undefined ? {} : { tag: label }),
        digest: hash,
      });
    }),
  );
});

test('one foreign character anywhere in the name makes it none', () => {
  const foreign = fc.constantFrom(
    ' ',
    '\n',
    '\0',
    '$',
    '{',
    '"',
    '\\',
    '😀',
    'É',
    '?',
    '#',
    '%',
    '\u202e',
    ',',
  );
  fc.assert(
    fc.property(repository, digest, foreign, fc.nat(), (name, hash, character, place) => {
      const at = place % (name.length + 1);
      const text = `${name.slice(0, at)}${character}${name.slice(at)}@${hash}`;
      expect(checkImageReference(text, 'image')).not.toEqual([]);
    }),
  );
});
