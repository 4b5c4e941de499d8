import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, compose, type Composition } from 'slipway';
import type { Resources } from './objects';

/** The resources of an environment of a project: what its base stack and its services stack make in the cluster. */
export function resourcesOf(composition: Composition, environment: string): Resources {
  const outdir = mkdtempSync(join(tmpdir(), 'slipway-example-'));
  try {
    const app = new App({ outdir });
    compose(app, composition);
    app.synth();
    const stacks = ['base', 'services'].map((part) => read(join(outdir, 'stacks', `${environment}-${part}`)));
    const types = new Set(stacks.flatMap((resources) => Object.keys(resources)));
    return Object.fromEntries(
      [...types].map((type) => [type, Object.assign({}, ...stacks.map((resources) => resources[type]))]),
    );
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

function read(folder: string): Resources {
  const stack = JSON.parse(readFileSync(join(folder, 'cdk.tf.json'), 'utf8')) as {
    readonly resource?: Resources;
  };
  return stack.resource ?? {};
}
