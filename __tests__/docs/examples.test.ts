import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { App, type TerraformStack, Testing } from 'cdktf';
import type { Construct } from 'constructs';

const docs = join(__dirname, '../../docs');
const examples = readdirSync(join(docs, 'examples')).map((file) => basename(file, '.ts'));
const pages = [
  ...readdirSync(docs).filter((file) => file.endsWith('.md')),
  '../README.md',
  '../CONTRIBUTING.md',
  '../examples/README.md',
];

interface ExampleModule {
  readonly Example: new (scope: Construct, id: string) => TerraformStack;
}

test.each(examples)('docs/%s.md shows its example word for word', (name) => {
  const page = readFileSync(join(docs, `${name}.md`), 'utf8');
  const example = readFileSync(join(docs, 'examples', `${name}.ts`), 'utf8');
  expect(page).toContain(`\`\`\`ts\n${example}\`\`\``);
});

test.each(examples)('the example of docs/%s.md synthesises', async (name) => {
  const outdir = mkdtempSync(join(tmpdir(), 'slipway-example-'));
  try {
    const { Example } = (await import(join(docs, 'examples', name))) as ExampleModule;
    const stack = new Example(new App({ outdir }), 'example');
    expect(
      Object.keys((JSON.parse(Testing.synth(stack, true)) as { resource: object }).resource),
    ).not.toEqual([]);
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
});

test.each(pages)('every link of %s leads to a file', (page) => {
  const text = readFileSync(join(docs, page), 'utf8');
  const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)[^)]*\)/g)].map(([, target = '']) => target);
  expect(links.filter((target) => !existsSync(join(docs, dirname(page), target)))).toEqual([]);
});
