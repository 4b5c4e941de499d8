import fc from 'fast-check';
import { type BuildInputs, explainSourceHash, sourceHash } from '../../../constructs/image-build';

const INPUTS: BuildInputs = {
  source: {
    context: 'services/api',
    dockerfile: 'Dockerfile',
    files: { Dockerfile: 'file 1', 'src/a': 'file 2' },
  },
  arguments: { NODE_ENV: 'production' },
  labels: { team: 'shop' },
  target: 'runtime',
  platform: 'linux/amd64',
};

const texts = fc.dictionary(fc.string(), fc.string(), { maxKeys: 4 });
const inputs: fc.Arbitrary<BuildInputs> = fc.record(
  {
    source: fc.record({ context: fc.string(), dockerfile: fc.string(), files: texts }),
    arguments: texts,
    labels: texts,
    target: fc.string(),
    platform: fc.string(),
  },
  { requiredKeys: ['source', 'platform'] },
);

test('is stable: a different hash for the same inputs would rebuild every image of every project', () => {
  expect(sourceHash(INPUTS).hash).toBe('3ceb10e2138e5a70a3308611e934664f1897c38aabad7f2494b17a70561d3e5b');
});

test('is computed from the manifest, including its version', () => {
  expect(sourceHash(INPUTS).manifest).toEqual({
    'argument NODE_ENV': 'production',
    dockerfile: 'Dockerfile',
    'file Dockerfile': 'file 1',
    'file src/a': 'file 2',
    'label team': 'shop',
    platform: 'linux/amd64',
    target: 'runtime',
    version: '1',
  });
});

test.each<[string, BuildInputs]>([
  ['a file is added', withSource({ files: { ...INPUTS.source.files, b: 'file 2' } })],
  ['a file goes', withSource({ files: { Dockerfile: 'file 1' } })],
  ['a file changes', withSource({ files: { Dockerfile: 'file 1', 'src/a': 'file 3' } })],
  ['a file becomes executable', withSource({ files: { Dockerfile: 'file 1', 'src/a': 'executable 2' } })],
  ['a file is renamed', withSource({ files: { Dockerfile: 'file 1', 'src/b': 'file 2' } })],
  ['another file is the Dockerfile', withSource({ dockerfile: 'src/a' })],
  ['an argument changes', { ...INPUTS, arguments: { NODE_ENV: 'test' } }],
  [
    'an argument becomes a label',
    { ...INPUTS, arguments: {}, labels: { NODE_ENV: 'production', team: 'shop' } },
  ],
  ['a label changes', { ...INPUTS, labels: { team: 'other' } }],
  ['the target changes', { ...INPUTS, target: undefined }],
  ['the platform changes', { ...INPUTS, platform: 'linux/arm64' }],
])('changes when %s', (_, other) => {
  expect(sourceHash(other).hash).not.toBe(sourceHash(INPUTS).hash);
});

test('does not change when the folder moves', () => {
  expect(sourceHash(withSource({ context: 'elsewhere' })).hash).toBe(sourceHash(INPUTS).hash);
});

test('does not depend on the order in which inputs are given', () => {
  fc.assert(
    fc.property(inputs, (given) => {
      expect(sourceHash(reversed(given))).toEqual(sourceHash(given));
    }),
  );
});

test('of two builds differs exactly when their manifests do, and the explanation names the difference', () => {
  fc.assert(
    fc.property(inputs, inputs, (one, two) => {
      const [before, after] = [sourceHash(one), sourceHash(two)];
      const changes = explainSourceHash(before.manifest, after.manifest);
      expect(changes.length === 0).toBe(before.hash === after.hash);
    }),
  );
});

test('is explained by the parts that were added, removed and changed', () => {
  const before = sourceHash(INPUTS).manifest;
  const after = sourceHash({
    ...INPUTS,
    source: { ...INPUTS.source, files: { Dockerfile: 'file 9', 'src/b': 'file 2' } },
  }).manifest;
  expect(explainSourceHash(before, after)).toEqual([
    { change: 'changed', part: 'file Dockerfile' },
    { change: 'removed', part: 'file src/a' },
    { change: 'added', part: 'file src/b' },
  ]);
  expect(explainSourceHash(before, before)).toEqual([]);
});

function withSource(source: Partial<BuildInputs['source']>): BuildInputs {
  return { ...INPUTS, source: { ...INPUTS.source, ...source } };
}

function reversed(given: BuildInputs): BuildInputs {
  const turn = (values: Readonly<Record<string, string>> | undefined) =>
    values && Object.fromEntries(Object.entries(values).reverse());
  return {
    ...given,
    source: { ...given.source, files: turn(given.source.files) ?? {} },
    arguments: turn(given.arguments),
    labels: turn(given.labels),
  };
}
