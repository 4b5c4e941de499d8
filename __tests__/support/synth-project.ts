import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, type Composition, compose, type SlipwayRecord } from 'slipway';
import type { SynthesisedStack } from './synth';

/** Everything that a synth wrote. */
interface SynthesisedProject {
  readonly stacks: Readonly<Record<string, SynthesisedStack>>;
  readonly record: SlipwayRecord;
  /** Path in the output folder → its bytes as text. */
  readonly files: Readonly<Record<string, string>>;
}

/** What a project synthesises to, read back from the files that were written. */
export function synthProject(input: Composition): SynthesisedProject {
  const outdir = mkdtempSync(join(tmpdir(), 'slipway-synth-'));
  try {
    const app = new App({ outdir });
    compose(app, input);
    app.synth();
    return read(outdir);
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** Path in the folder → its bytes as text. */
export function filesIn(outdir: string): Readonly<Record<string, string>> {
  const paths = readdirSync(outdir, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(outdir.length + 1))
    .sort();
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(outdir, path), 'utf8')]));
}

function read(outdir: string): SynthesisedProject {
  const files = filesIn(outdir);
  const stacks = readdirSync(join(outdir, 'stacks')).map((name) => {
    const path = join(outdir, 'stacks', name, 'cdk.tf.json');
    const json = existsSync(path)
      ? (JSON.parse(readFileSync(path, 'utf8')) as Partial<SynthesisedStack>)
      : {};
    return [name, { resource: {}, data: {}, variable: {}, output: {}, ...json }] as const;
  });
  return {
    stacks: Object.fromEntries(stacks),
    record: JSON.parse(files['slipway.json'] ?? 'null') as SlipwayRecord,
    files,
  };
}
