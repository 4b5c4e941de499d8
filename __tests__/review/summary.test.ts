import type { SlipwayRecord } from 'slipway';
import { columns, renderSummary } from '../../review';
import { released, smallProject } from '../support/small-project';
import { synthProject } from '../support/synth-project';

const { record } = synthProject(
  smallProject({ releases: [released('dev', 'front'), released('dev', 'store'), released('prod', 'store')] }),
);
const summary = renderSummary(record, 'cdktf.out');

function lineWith(...parts: readonly string[]): string | undefined {
  return summary.split('\n').find((line) => parts.every((part) => line.includes(part)));
}

test('it starts with the project and its promotion order', () => {
  expect(summary.split('\n')[0]).toBe('small: 8 stacks for dev → prod');
});

test('each service has its digest, replicas and address in each environment', () => {
  expect(lineWith('front', '111111111111', '×2', 'http://dev.example.com')).toBeDefined();
  expect(lineWith('store', '222222222222', '×1', 'store.small-dev:5432')).toBeDefined();
});

test('a service that no release selects says so', () => {
  expect(lineWith('front', 'no release', 'http://example.com')).toBeDefined();
});

test('each host shows what is left on it and which slots it runs', () => {
  expect(lineWith('dev', 'desk', '4 of 8 CPUs and 8 of 16 GiB left', 'nodes/0 nodes/1')).toBeDefined();
});

test('findings have advice', () => {
  expect(summary).toContain('Findings: 1');
  expect(summary).toContain('there is no environments/prod/releases/front.json');
});

test('what there is nothing of has no heading', () => {
  const bare = renderSummary({ ...record, images: {}, findings: [], environments: [] }, 'cdktf.out');
  expect(bare).not.toMatch(/^(Machines|Images|Findings)/m);
  expect(bare).toMatch(/\n\nFiles\n[^]*\n\nTry next\n/);
});

test('a sample is marked', () => {
  const service = {
    digest: `sha256:${'1'.repeat(64)}`,
    sample: true,
    replicas: { min: 1, max: 3 },
    address: null,
  };
  const [dev] = record.environments;
  if (dev === undefined) throw new Error('the fixture has an environment');
  const sampled: SlipwayRecord = { ...record, environments: [{ ...dev, services: { front: service } }] };
  expect(renderSummary(sampled, 'cdktf.out')).toMatch(/front +111111111111 \(sample\) +×1–3 +no port/);
});

test('the suggested next steps fit: deploy what was built, build what was not', () => {
  const images = Object.entries(record.images).map(([name, image]) => [
    name,
    { ...image, recorded: `sha256:${'1'.repeat(64)}` },
  ]);
  const built: SlipwayRecord = { ...record, images: Object.fromEntries(images) };
  const [dev] = record.environments;
  if (dev === undefined) throw new Error('the fixture has an environment');
  const fresh: SlipwayRecord = { ...record, environments: [{ ...dev, services: {} }] };
  const commands = (of: SlipwayRecord) =>
    [...renderSummary(of, 'cdktf.out').matchAll(/^ {2}npx slipway (deploy \w+|release) /gm)].map(
      ([, it]) => it,
    );
  expect(commands(built)).toEqual(['deploy dev']);
  expect(commands(fresh)).toEqual(['deploy images', 'release']);
});

test('no line is wider than a terminal of 120 columns, findings aside', () => {
  const [tables = '', afterwards = ''] = summary.split(/Findings: \d+\n[^]*?\n\n/);
  const lines = `${tables}\n${afterwards}`.split('\n');
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(120);
});

test('a column is as wide as its widest cell, also where a shorter row follows', () => {
  expect(columns([['a', 'wide cell', 'x'], ['long name'], ['b', 'c', 'y']])).toEqual([
    'a          wide cell  x',
    'long name',
    'b          c          y',
  ]);
});
