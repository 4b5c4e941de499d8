import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSynth, renderTerminal, reviewSynths } from '../../review';

// The forms that Terraform's own JSON syntax allows: https://developer.hashicorp.com/terraform/language/syntax/json

const root = mkdtempSync(join(tmpdir(), 'slipway-json-'));
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});
let made = 0;

/** A synthesised folder of one stack. @param terraform an object, or its JSON */
function folderOf(terraform: object | string, name = `folder-${made++}`): string {
  const folder = join(root, name);
  mkdirSync(join(folder, 'stacks/main'), { recursive: true });
  const text = typeof terraform === 'string' ? terraform : JSON.stringify(terraform);
  writeFileSync(join(folder, 'stacks/main/cdk.tf.json'), text);
  return folder;
}

const reviewOf = (before: object | string, after: object | string) =>
  reviewSynths(readSynth(folderOf(before)), readSynth(folderOf(after)));

const DATABASE = { engine: 'x' };

test.each<[string, object]>([
  ['an object', { resource: { aws_db_instance: { db: DATABASE } } }],
  ['a list of types', { resource: [{ aws_db_instance: { db: DATABASE } }] }],
  ['a list of names', { resource: { aws_db_instance: [{ db: DATABASE }] } }],
  ['a list of blocks', { resource: { aws_db_instance: { db: [DATABASE] } } }],
  ['lists of lists', { resource: [{ aws_db_instance: [{ db: [DATABASE] }] }, { aws_x: [] }] }],
])('a database that goes is data at risk, where resources are %s', (_, before) => {
  for (const resource of [[], {}, null]) {
    const { entries, verdict } = reviewOf(before, { resource });
    expect(verdict.outcome).toBe('approval');
    expect(entries.map(({ action, level, resources }) => [action, level, resources[0]?.address])).toEqual([
      ['delete', 'data', 'aws_db_instance.db'],
    ]);
  }
  const { verdict } = reviewOf(before, { resource: { aws_db_instance: { db: DATABASE } } });
  expect(verdict.outcome).toBe('nothing');
});

test.each([
  ['data', { aws_ami: { a: { owner: 'x' } } }, 'data.aws_ami.a'],
  ['module', { vpc: { source: './a' } }, 'module.vpc'],
  ['provider', { aws: { region: 'a' } }, 'provider.aws'],
  ['variable', { size: { default: 1 } }, 'variable.size'],
  ['output', { size: { value: 1 } }, 'output.size'],
  ['terraform', { backend: { s3: { bucket: 'a' } } }, 'terraform.backend'],
])('%s blocks in a list are read as those in an object', (kind, labels, address) => {
  expect(reviewOf({ [kind]: labels }, { [kind]: [labels] }).verdict.outcome).toBe('nothing');
  const { entries } = reviewOf({ [kind]: [labels] }, { [kind]: [] });
  expect(entries.map(({ resources }) => resources[0]?.address)).toEqual([address]);
});

test('protection is read from a lifecycle in a list', () => {
  const lifecycle = [{ prevent_destroy: true }];
  const folder = folderOf({ resource: [{ aws_x: [{ a: [{ lifecycle }] }] }] });
  expect(readSynth(folder).stacks.get('main')?.blocks.get('aws_x.a')?.protected).toBe(true);
});

test.each<[string, object, string]>([
  ['a number for all resources', { resource: 5 }, 'resource must be one block'],
  ['a text for a type', { resource: { aws_x: 'a' } }, 'resource.aws_x must'],
  ['a number for a block', { resource: { aws_x: { a: 5 } } }, 'resource.aws_x.a must'],
  ['a number in a list', { resource: [{ aws_x: [5] }] }, 'resource.aws_x must'],
  ['a list in a list', { data: [[{ aws_x: {} }]] }, 'data must'],
  ['two blocks of one name', { resource: { aws_x: { a: [{}, {}] } } }, '2 blocks of one name'],
  ['two blocks of one name, apart', { resource: [{ aws_x: { a: {} } }, { aws_x: { a: {} } }] }, '2 blocks'],
  ['a switch for modules', { module: true }, 'module must'],
  ['a text for a variable', { variable: { a: 'b' } }, 'variable.a must'],
  ['a text for an output', { output: { a: 'b' } }, 'output.a must'],
  ['a text for a provider', { provider: { aws: 'b' } }, 'provider.aws must'],
  ['a text for moves', { moved: 'a' }, 'moved must'],
  ['a number in removals', { removed: [5] }, 'removed must'],
])('%s is refused, and nothing is compared', (_, terraform, message) => {
  expect(() => readSynth(folderOf(terraform))).toThrow(message);
  expect(() => readSynth(folderOf(terraform))).toThrow(
    /stacks\/main\/cdk\.tf\.json: .*terraform validate.*review\/block/s,
  );
});

test('a secret in what is refused is not told', () => {
  const folder = folderOf({ variable: { db_password: 'hunter2hunter2' } });
  expect(() => readSynth(folder)).toThrow(/variable\.db_password must/);
  expect(() => readSynth(folder)).not.toThrow(/hunter2/);
});

test.each([
  ['12345678901234567890', '12345678901234567891'],
  ['0.12345678901234567890', '0.12345678901234567891'],
  ['1e999', '1e998'],
])('large numbers that differ are a change: %s → %s', (before, after) => {
  const terraform = (value: string) => `{"resource":{"terraform_data":{"y":{"input":${value}}}}}`;
  const review = reviewOf(terraform(before), terraform(after));
  expect(review.verdict.outcome).toBe('changes');
  expect(renderTerminal(review)).toContain(`input: ${before} → ${after}`);
  expect(reviewOf(terraform(before), terraform(before)).verdict.outcome).toBe('nothing');
});

test('large numbers inside JSON in a text are compared digit by digit', () => {
  const policy = (id: string) => ({ resource: { aws_x: { a: { policy: `{"id":${id}}` } } } });
  const { entries } = reviewOf(policy('12345678901234567890'), policy('12345678901234567891'));
  expect(entries[0]?.rows[0]?.variants[0]?.inside).toMatchObject({
    rows: [{ path: 'id', before: '12345678901234567890', after: '12345678901234567891' }],
  });
});

test('an app without slipway.json is called as the folder of its project, or as the folder itself', () => {
  expect(readSynth(folderOf({}, 'shop/cdktf.out')).record.project).toBe('shop');
  expect(readSynth(folderOf({}, 'plan/after')).record.project).toBe('after');
});
