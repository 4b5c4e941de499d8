import { checkStack } from '../../../core/provider-schemas';
import type { JsonObject } from '../../../core/json';

const terraform = {
  required_providers: {
    kubernetes: { source: 'kubernetes', version: '2.38.0' },
    docker: { source: 'kreuzwerker/docker', version: '3.6.2' },
    aws: { source: 'hashicorp/aws', version: '6.0.0' },
  },
};

const map = { metadata: { name: 'm', namespace: 'n' }, data: { a: 'b' } };

/** What is said of a config map with these differences, and of what stands beside it. */
function said(block: JsonObject = {}, beside: JsonObject = {}): readonly string[] {
  const stack = {
    terraform,
    resource: { kubernetes_config_map_v1: { m: { ...map, ...block } }, ...beside },
    variable: { size: {} },
    locals: { one: 1 },
  };
  return checkStack('dev', stack).map(
    ({ rule, path, value, advice }) => `${rule} ${path.replace('dev: ', '')} ${value ?? ''} ${advice}`,
  );
}

const M = 'kubernetes_config_map_v1.m';

test('a stack that its providers take is left alone', () => {
  expect(said()).toEqual([]);
});

test.each([
  ['an argument with a typo', { dta: {} }, `schema/unknown ${M}.dta "dta" Did you mean data?`],
  [
    'an argument with a typo inside a block',
    { metadata: { name: 'm', anotations: {} } },
    `schema/unknown ${M}.metadata.anotations "anotations" Did you mean annotations?`,
  ],
  ['a block that is required', { metadata: null }, `schema/missing ${M}.metadata missing`],
  ['two blocks where one is taken', { metadata: [{}, {}] }, `schema/block-count ${M}.metadata 2 blocks`],
  ['a value of another type', { immutable: 'maybe' }, `schema/type ${M}.immutable a text`],
  ['a list for a map', { data: ['a'] }, `schema/type ${M}.data a list of 1`],
  ['an object for a text', { data: { a: {} } }, `schema/type ${M}.data.a an object`],
  ['what only the provider knows', { metadata: { uid: 'x' } }, `schema/computed ${M}.metadata.uid a text`],
  ['count and for_each', { count: 1, for_each: {} }, `schema/meta-argument ${M} both`],
  [
    'a lifecycle with a typo',
    { lifecycle: { prevent_destory: true } },
    `schema/meta-argument ${M}.lifecycle.prevent_destory "prevent_destory" Did you mean prevent_destroy?`,
  ],
  [
    'a change of nothing ignored',
    { lifecycle: { ignore_changes: ['dataa'] } },
    `schema/reference ${M}.lifecycle.ignore_changes[0] dataa Did you mean data?`,
  ],
  [
    'a generated block with a typo',
    { dynamic: { metadata: { for_each: [1], content: { nme: 'x' } } }, metadata: null },
    `schema/unknown ${M}.dynamic.metadata.content.nme "nme" Did you mean name?`,
  ],
  [
    'a reference to a resource that is not there',
    { data: { a: '${kubernetes_secret_v1.s.id}' } },
    'kubernetes_secret_v1.s Declare it in the same stack',
  ],
  [
    'a reference to an attribute that is not there',
    { data: { a: `\${${M}.metdata[0].name}` } },
    `${M}.metdata Did you mean ${M}.metadata?`,
  ],
  ['a variable that is not there', { data: { a: '${var.sise}' } }, 'var.sise Did you mean var.size?'],
  ['a local that is not there', { data: { a: '${local.two}' } }, 'local.two'],
  ['a data source that is not there', { data: { a: '${data.docker_image.x.id}' } }, 'data.docker_image.x'],
  [
    'a dependency that is not there',
    { depends_on: ['docker_image.web'] },
    `${M}.depends_on[0] docker_image.web`,
  ],
  [
    'a dependency written as an expression',
    { depends_on: [`\${${M}}`] },
    `${M}.depends_on[0] \${${M}} Write ${M}: cdktf does for \`dependable(construct)\``,
  ],
  [
    'a replacement by what is not there',
    { lifecycle: { replace_triggered_by: ['terraform_data.x'] } },
    `${M}.lifecycle.replace_triggered_by[0] terraform_data.x`,
  ],
])('%s is found', (_, block, expected) => {
  expect(said(block)).toEqual([expect.stringContaining(expected)]);
});

test('a resource that its provider does not have is found, with the nearest that it has', () => {
  expect(said({}, { docker_imag: { web: { name: 'x' } } })).toEqual([
    'schema/unknown docker_imag.web docker_imag Did you mean docker_image?',
  ]);
});

test.each([
  ['text that is a number or a switch', { immutable: 'true', data: { a: 1, b: false } }],
  ['an expression of any type', { data: '${local.one}', immutable: '${var.size}' }],
  ['one block instead of a list', { metadata: { name: 'm' } }],
  ['null for what is left out', { immutable: null, binary_data: null }],
  [
    'names of an expression of its own',
    { data: { a: '${[for c in local.one : c.x.y]}', b: '${each.value.x}' } },
  ],
  ['text that only looks like an expression', { data: { a: '$${docker_image.web.id}' } }],
  [
    'arguments of Terraform',
    { provider: 'kubernetes.other', depends_on: ['terraform_data.x'], lifecycle: { ignore_changes: 'all' } },
  ],
])('%s is taken, as Terraform takes it', (_, block) => {
  expect(said(block, { terraform_data: { x: { input: 1 } } })).toEqual([]);
});

test('what belongs to a provider or a version that is not known is not judged', () => {
  expect(said({}, { aws_s3_bucket: { b: { bukket: '${aws_kms_key.k.arn}' } } })).toEqual([]);
  const newer = { required_providers: { kubernetes: { source: 'kubernetes', version: '2.39.0' } } };
  expect(checkStack('dev', { terraform: newer, resource: { kubernetes_new: { n: { x: 1 } } } })).toEqual([]);
});

test('a value that may be a secret is not said', () => {
  expect(said({ immutable: 'hunter2hunter2' }).join()).not.toContain('hunter2');
});

test('names that every object inherits are unknown arguments', () => {
  expect(said({ constructor: 1, metadata: { name: 'm', toString: 'x' } })).toHaveLength(2);
});
