import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Image } from '@cdktf/provider-docker/lib/image';
import { DockerProvider } from '@cdktf/provider-docker/lib/provider';
import { TerraformOutput } from 'cdktf';
import { App, ProjectStack } from 'slipway';

const root = mkdtempSync(join(tmpdir(), 'slipway-output-'));
const outdir = join(root, 'cdktf.out');
beforeEach(() => {
  rmSync(outdir, { recursive: true, force: true });
});
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

/** Synthesises stacks that say one thing. */
function synth(text: string, ...stacks: readonly string[]): void {
  const app = new App({ outdir });
  for (const name of stacks)
    new TerraformOutput(
      new ProjectStack(app, name, { backend: { type: 'local', config: {}, key: name } }),
      'said',
      { value: text },
    );
  app.synth();
}

const said = (stack: string): unknown =>
  (
    JSON.parse(readFileSync(join(outdir, 'stacks', stack, 'cdk.tf.json'), 'utf8')) as {
      output: { said: { value: unknown } };
    }
  ).output.said.value;

test('a synth replaces the stacks of the one before, and leaves what Terraform and the team put beside them', () => {
  synth('first', 'kept', 'removed', 'noted');
  mkdirSync(join(outdir, 'stacks', 'kept', '.terraform'));
  writeFileSync(join(outdir, 'stacks', 'kept', '.terraform.lock.hcl'), 'locked');
  writeFileSync(join(outdir, 'stacks', 'noted', 'note'), 'theirs');

  synth('second', 'kept', 'new');

  expect(said('kept')).toBe('second');
  expect(readdirSync(join(outdir, 'stacks')).sort()).toEqual(['kept', 'new', 'noted']);
  expect(readdirSync(join(outdir, 'stacks', 'kept')).sort()).toEqual([
    '.terraform',
    '.terraform.lock.hcl',
    'cdk.tf.json',
  ]);
  expect(readdirSync(join(outdir, 'stacks', 'noted'))).toEqual(['note']);
  expect(readdirSync(outdir).sort()).toEqual(['manifest.json', 'stacks']);
});

test.each([
  [
    'a stack whose name is too long for a folder',
    () => {
      synth('second', 'kept', 'n'.repeat(300));
    },
    /cdktf\.out must be a folder that a synth can be written to.*ENAMETOOLONG.*\n.*shorter name/s,
  ],
  [
    'a folder that cannot be replaced',
    () => {
      mkdirSync(join(outdir, 'stacks', 'new', 'cdk.tf.json'), { recursive: true });
      synth('second', 'kept', 'new');
    },
    /stacks\/new\/cdk\.tf\.json: EISDIR/,
  ],
])('%s is refused, and the synth before stays whole', (_, attempt, message) => {
  synth('first', 'kept', 'other');

  expect(attempt).toThrow(message);
  expect(said('kept')).toBe('first');
  expect(said('other')).toBe('first');
});

test('a file in the place of the folder is refused', () => {
  writeFileSync(outdir, '');

  expect(() => new App({ outdir })).toThrow(
    /cdktf\.out must be a folder.*ENOTDIR.*\n.*A file is in the place of a folder/s,
  );
});

test('what a provider would refuse is refused with the construct that says it, and the synth before stays whole', () => {
  synth('first', 'kept');
  const app = new App({ outdir });
  const stack = new ProjectStack(app, 'kept', { backend: { type: 'local', config: {}, key: 'kept' } });
  new DockerProvider(stack, 'docker');
  new Image(stack, 'web', { name: 'web' }).addOverride('keep_localy', true);

  expect(() => {
    app.synth();
  }).toThrow(/kept\/web \(docker_image\.web\)\.keep_localy.*\n.*Did you mean keep_locally\?/);
  expect(said('kept')).toBe('first');
});
