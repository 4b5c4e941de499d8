import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSynth, reviewSynths } from '../../review';
import { smallProject } from '../support/small-project';
import { synthProject } from '../support/synth-project';

const folder = mkdtempSync(join(tmpdir(), 'slipway-read-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** A folder with the files of a real synth, and changes to them; null deletes one. */
function written(name: string, changes: Readonly<Record<string, string | null>> = {}): string {
  const files = { ...synthProject(smallProject()).files, ...changes };
  for (const [path, text] of Object.entries(files)) {
    if (text === null) continue;
    const file = join(folder, name, path);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, text);
  }
  return join(folder, name);
}

test('a synth is read with every resource, its origin and its protection', () => {
  const { stacks, record } = readSynth(written('whole'));
  expect([...stacks.keys()]).toEqual(Object.keys(record.stacks).sort());
  const claims = [...(stacks.get('prod-services')?.blocks.values() ?? [])].filter(({ type }) =>
    type.includes('claim'),
  );
  expect(claims).toEqual([
    expect.objectContaining({ construct: 'prod-services/store/volume-data', protected: true }),
  ]);
});

test('two synths of one project have no difference', () => {
  const { entries, verdict } = reviewSynths(readSynth(written('one')), readSynth(written('two')));
  expect([verdict.text, entries]).toEqual(['nothing changes', []]);
});

test.each([
  [
    'there are neither stacks nor a record',
    Object.fromEntries(Object.keys(synthProject(smallProject()).files).map((path) => [path, null])),
    /slipway.json must be the record .* missing/,
  ],
  [
    'a synth was killed while it moved its files',
    { 'slipway.json': null, '.synth.1.abc/new/x': '' },
    /slipway.json must be the record .* missing/,
  ],
  [
    'a stack is cut off',
    { 'stacks/dev-base/cdk.tf.json': '{ "resource"' },
    /dev-base\/cdk.tf.json must be the Terraform .* not an object in JSON/,
  ],
  ['a stack is missing', { 'stacks/dev-base/cdk.tf.json': null }, /dev-base\/cdk.tf.json must be .* missing/],
  [
    'the manifest of an app that has no record is cut off',
    { 'slipway.json': null, 'manifest.json': '{ "stacks": { "dev-base"' },
    /manifest.json must be what cdktf writes of its stacks.* not JSON/,
  ],
  [
    'a stack has its resources twice, of which a parser keeps the last',
    { 'stacks/dev-base/cdk.tf.json': '{"resource": {"a": {}}, "resource" : {"b": {}}}' },
    /dev-base\/cdk.tf.json must have each key of an object once.* "resource" twice/,
  ],
  [
    'a key is written in two ways',
    { 'stacks/dev-base/cdk.tf.json': String.raw`{"output": {"a\"": {}, "a\u0022": {"value": "{\"b\":1}"}}}` },
    /has "a"" twice/,
  ],
  [
    'another synth left a stack',
    { 'stacks/old/cdk.tf.json': '{}' },
    /stacks\/old must be a stack of this synth/,
  ],
])('a folder is refused where %s', (name, changes, message) => {
  const output = written(name, changes);
  expect(() => readSynth(output)).toThrow(message);
});

test('keys in texts, and equal keys of several objects, are no key twice', () => {
  const output = String.raw`{"a": {"value": "{\"a\": 1, \"a\": 2}"}, "b": {"value": [{"a": 1}, {"a": "\\"}]}, "c\\\"": {"value": "c"}}`;
  const folder = written('once', { 'stacks/dev-base/cdk.tf.json': `{"output": ${output}}` });
  expect([...(readSynth(folder).stacks.get('dev-base')?.blocks.keys() ?? [])]).toHaveLength(3);
});

test('all problems of a folder are reported at once', () => {
  const output = written('twice', {
    'stacks/dev-base/cdk.tf.json': '[]',
    'stacks/prod-base/cdk.tf.json': null,
  });
  expect(() => readSynth(output)).toThrow(/2 problems/);
});
