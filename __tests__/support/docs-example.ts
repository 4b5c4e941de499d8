import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, type TerraformStack, Testing } from 'cdktf';
import type { Construct } from 'constructs';
import { type DeclaredEnvironment, type Project, Releases } from 'slipway';
import { synthProject } from './synth-project';

/** What a file in docs/examples exports: a stack of one's own, or a project with an environment. */
type ExampleModule =
  | { readonly Example: new (scope: Construct, id: string) => TerraformStack }
  | { readonly shop: Project; readonly prod: DeclaredEnvironment };

const folder = join(__dirname, '../../docs/examples');

/** The stacks that the example of a page makes: those of Kubernetes, where it is a project. */
export async function stacksOfExample(name: string): Promise<readonly { readonly resource: object }[]> {
  const example = (await import(join(folder, name))) as ExampleModule;
  if ('Example' in example) return [stackOf(example.Example)];
  const { shop: project, prod } = example;
  const { stacks } = synthProject({ project, environments: [prod], releases: Releases.of([]) });
  return ['prod-base', 'prod-services'].map((stack) => stacks[stack] ?? { resource: {} });
}

function stackOf(Example: new (scope: Construct, id: string) => TerraformStack) {
  const outdir = mkdtempSync(join(tmpdir(), 'slipway-example-'));
  try {
    const stack = new Example(new App({ outdir }), 'example');
    return JSON.parse(Testing.synth(stack, true)) as { readonly resource: object };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
