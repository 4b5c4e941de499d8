import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { TerraformStack, Testing } from 'cdktf';
import fc from 'fast-check';
import { composition } from '../../../composition';
import { docker } from '../../../constructs/providers/docker';
import { kubernetes } from '../../../constructs/providers/kubernetes';
import { generateOwnBindings } from '../../../constructs/providers/own/generate';
import { type BlockSchema, savedSchema } from '../../../core/provider-schemas';
import { APPLICATIONS } from '../../../examples/measure/applications';
import { bothBindings } from '../../support/both-bindings';
import { stacksOfExample } from '../../support/docs-example';
import { synthProject } from '../../support/synth-project';
import { TYPESCRIPT } from '../../support/run-typescript';
import { everyArgument, someArguments } from './arguments';

const top = join(__dirname, '../../..');

test.each(['docker', 'kubernetes'])(
  'the committed bindings of %s are what the saved schema generates',
  (name) => {
    const fresh = mkdtempSync(join(tmpdir(), 'slipway-own-bindings-'));
    try {
      generateOwnBindings(fresh);
      const path = join(name, 'own.ts');
      expect(readFileSync(join(top, 'constructs/providers', path), 'utf8')).toBe(
        readFileSync(join(fresh, path), 'utf8'),
      );
    } finally {
      rmSync(fresh, { recursive: true });
    }
  },
);

type Make = new (scope: TerraformStack, id: string, config: never) => unknown;

interface Bound {
  readonly name: string;
  readonly make: () => Make;
  readonly block: BlockSchema;
}

const BOUND: readonly Bound[] = [
  ...classesOf('kreuzwerker/docker', '3.6.2', docker),
  ...classesOf('kubernetes', '2.38.0', kubernetes),
];

interface Typed {
  readonly tfResourceType: string;
}

function classesOf(
  source: string,
  version: string,
  classes: Readonly<Record<string, Make & Typed>>,
): readonly Bound[] {
  const schema = savedSchema(source, version);
  return Object.keys(classes).map((name) => {
    const type = classes[name]?.tfResourceType ?? '';
    const block = (schema?.resource_schemas[type] ?? schema?.provider_schema)?.block ?? {};
    return { name, make: () => classes[name] as Make, block };
  });
}

/** What a stack with one such resource is written as. */
function stackWith({ make }: Bound, config: (stack: TerraformStack) => object): string {
  const stack = new TerraformStack(Testing.app({ stackTraces: false }), 'test');
  const Bound = make();
  new Bound(stack, 'one', config(stack) as never);
  return JSON.stringify(stack.toTerraform());
}

test.each(BOUND)('$name: every argument at once is written the same', async (bound) => {
  const { prebuilt, own } = await bothBindings(() => stackWith(bound, () => everyArgument(bound.block)));
  expect(own).toBe(prebuilt);
  for (const argument of Object.keys(bound.block.block_types ?? {})) expect(own).toContain(`"${argument}":`);
});

test.each(BOUND)(
  '$name: any arguments, empty and absent ones among them, are written the same',
  async (bound) => {
    await fc.assert(
      fc.asyncProperty(someArguments(bound.block), async (config) => {
        const { prebuilt, own } = await bothBindings(() => stackWith(bound, () => config));
        expect(own).toBe(prebuilt);
      }),
      { numRuns: 15 },
    );
  },
);

test('references, dynamic blocks and what Terraform itself takes are written the same', () => {
  // In a process of its own: in Jest, cdktf does not see that our objects are plain.
  const written = (env: NodeJS.ProcessEnv) =>
    execFileSync(process.execPath, [...TYPESCRIPT, join(top, '__tests__/support/dynamic-deployment.ts')], {
      env: { ...process.env, ...env },
      encoding: 'utf8',
    });
  const prebuilt = written({});
  expect(prebuilt).toContain('"dynamic":');
  expect(written({ SLIPWAY_OWN_BINDINGS: '1' })).toBe(prebuilt);
});

test.each([['the reference project', composition], ...Object.entries(APPLICATIONS)])(
  '%s is the same, byte for byte',
  async (_, project) => {
    const { prebuilt, own } = await bothBindings(() => synthProject(project).files);
    expect(own).toEqual(prebuilt);
  },
);

const pages = readdirSync(join(top, 'docs/examples')).map((file) => basename(file, '.ts'));

test.each(pages)('the example of docs/%s.md is the same', async (page) => {
  const { prebuilt, own } = await bothBindings(async () => JSON.stringify(await stacksOfExample(page)));
  expect(own).toBe(prebuilt);
});
