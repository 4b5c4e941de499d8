import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

interface Violation {
  readonly rule: { readonly name: string };
  readonly from: string;
  readonly to: string;
}

const top = join(__dirname, '../..');
const two = 'export const two = 2;\n';
const takes = (path: string) => `import { two } from '${path}';\nexport const three = two + 1;\n`;

/** [where from, where to]: imports that go upward, or sideways. */
const UPWARD = [
  ['constructs', 'model'],
  ['placement', 'promotion'],
  ['review', 'operations/process'],
  ['operations/ssh', 'operations/deployment'],
  ['operations/cluster', 'operations/diagnosis'],
  ['core/findings', 'core/record'],
] as const;

/** [where from, what]: packages that another module imports for all. */
const PACKAGES = [
  ['model', 'cdktf'],
  ['stacks', '@cdktf/provider-docker/lib/image'],
  ['constructs/workload', '@cdktf/provider-kubernetes/lib/deployment-v1'],
  ['constructs/providers/docker', '@cdktf/provider-kubernetes/lib/deployment-v1'],
] as const;

/** One tree with a violation of each kind beside imports that are right. */
const TREE: Readonly<Record<string, string>> = {
  'tsconfig.json': '{}',
  'promotion/release.ts': two,
  'promotion/index.ts': `export { two } from './release';\n`,
  'stacks/right.ts': takes('../promotion'),
  'stacks/behind-the-index.ts': takes('../promotion/release'),
  'constructs/a.ts': `import type { B } from './b';\nexport interface A { readonly b?: B }\n`,
  'constructs/b.ts': `import type { A } from './a';\nexport interface B { readonly a?: A }\n`,
  'constructs/cdktf/index.ts': takes('cdktf'),
  'constructs/providers/kubernetes/index.ts': takes('@cdktf/provider-kubernetes/lib/deployment-v1'),
  'examples/own-resources.ts': takes('@cdktf/provider-kubernetes/lib/deployment-v1'),
  ...Object.fromEntries(PACKAGES.map(([from, name]) => [`${from}/package.ts`, takes(name)])),
  ...Object.fromEntries(
    UPWARD.flatMap(([from, to]) => [
      [`${to}/index.ts`, two],
      [`${from}/up.ts`, takes(`${'../'.repeat(from.split('/').length)}${to}`)],
    ]),
  ),
};

const folder = mkdtempSync(join(tmpdir(), 'slipway-imports-'));
let refused: readonly string[];
beforeAll(() => {
  for (const [path, text] of Object.entries(TREE)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const program = join(top, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const args = [program, '--config', join(top, '.dependency-cruiser.cjs'), '--output-type', 'json', '.'];
  const { stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  const { summary } = JSON.parse(stdout) as { summary: { violations: readonly Violation[] } };
  refused = summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

test('an import through the index of a folder below passes', () => {
  expect(refused.filter((violation) => violation.includes('right.ts'))).toEqual([]);
});

test("a file behind another folder's index is refused", () => {
  expect(refused).toContain('promotion-by-its-index: stacks/behind-the-index.ts → promotion/release.ts');
});

test.each(UPWARD)('an import from %s up to %s is refused', (from, to) => {
  expect(refused).toContain(`${from}-imports-downward: ${from}/up.ts → ${to}/index.ts`);
});

test('a circle is refused, even if only types are imported', () => {
  expect(refused).toContain('no-circle: constructs/a.ts → constructs/b.ts');
});

test.each(PACKAGES)('an import from %s of %s, which one module imports for all, is refused', (from, name) => {
  const [packageName] = name.split('/lib/');
  expect(refused).toContain(`${packageName}-by-one-module: ${from}/package.ts → ${name}`);
});

test('nothing else is refused', () => {
  expect(refused).toHaveLength(UPWARD.length + PACKAGES.length + 2);
});
