import { errorsIn, examplesOf, exportsOfIndex } from './jsdoc-examples';

/** What is exported and needs no example, by name, and why. */
const EXEMPT: readonly (readonly [RegExp, string])[] = [
  [
    /^check[A-Z]/,
    'takes what its construct or function takes, and a path, and returns findings: see checkPool',
  ],
  [/^((read|write)Record|readWhole|recordSchema)$/, 'is exported as a type only'],
  [/^(Libvirt|Proxmox)Provider$/, 'is generated from the schema of its provider'],
];

const all = exportsOfIndex();

test('every example in the comments of exports compiles', () => {
  expect(errorsIn(all)).toEqual([]);
});

test('every exported class and function has an example', () => {
  const missing = all
    .filter(({ kind, examples }) => kind !== 'other' && examples.length === 0)
    .filter(({ name }) => !EXEMPT.some(([pattern]) => pattern.test(name)))
    .map(({ name, file }) => `${file}: ${name}`);
  expect(missing).toEqual([]);
});

test('an example that does not compile is reported with its file, its name and the line', () => {
  const wrong = {
    name: 'nat',
    file: 'network-spec.ts',
    kind: 'function' as const,
    examples: ["nat({ cidr: '10.20.0.0/24' });", 'const lan =\n  nat({ cdir: 1 });'],
  };
  expect(errorsIn([...all.map((one) => ({ ...one, examples: [] })), wrong])).toEqual([
    expect.stringMatching(/^network-spec\.ts, nat: .*'cdir' does not exist.* In: nat\(\{ cdir: 1 \}\);$/),
  ]);
});

test('an example ends at the next tag', () => {
  const comment = `/**
   * What it is.
   *
   * @example
   * one('a@b');
   *
   * two();
   * @see https://example.com
   * @example three();
   */`;
  expect(examplesOf(comment)).toEqual(["one('a@b');\n\ntwo();", 'three();']);
});
