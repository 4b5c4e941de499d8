import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { TerraformOutput, type TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import {
  ImageBuild,
  type ImageBuildProps,
  parseDigest,
  readSource,
  sourceHash,
} from '../../../constructs/image-build';
import { projectFolder, write } from './project-folder';
import { synthDocker } from './synth-docker';

const root = projectFolder({
  'services/api/Dockerfile': 'FROM scratch AS runtime\nCOPY src /src\n',
  'services/api/src/server.js': 'serve();\n',
});
const PROPS: ImageBuildProps = {
  root,
  context: join(root, 'services/api'),
  repository: 'registry.example.com/shop/api',
};
const RECORDED = parseDigest(`sha256:${'a'.repeat(64)}`);

type ResourceArguments = Readonly<Record<string, unknown>> & {
  readonly build?: Readonly<Record<string, unknown>>;
};

function build(props: Partial<ImageBuildProps> = {}, id = 'api') {
  let made: ImageBuild | undefined;
  const stack = synthDocker((scope) => {
    made = new ImageBuild(scope, id, { ...PROPS, ...props });
  });
  if (made === undefined) throw new Error('nothing was built');
  const image = stack.resource.docker_image?.[id] as ResourceArguments | undefined;
  return { build: made, stack, image };
}

test('builds from a context whose path is relative to the stack, wherever the project is', () => {
  const { stack, image } = build();
  expect(image?.build).toMatchObject({
    context: '../../../services/api',
    dockerfile: '../../../services/api/Dockerfile',
    platform: 'linux/amd64',
  });
  const elsewhere = projectFolder();
  cpSync(root, elsewhere, { recursive: true });
  expect(build({ root: elsewhere, context: join(elsewhere, 'services/api') }).stack.resource).toEqual(
    stack.resource,
  );
});

test('builds from the root of the project itself', () => {
  write(root, { 'services/api/whole.Dockerfile': 'FROM scratch\nCOPY services/api/src /src\n' });
  const { image } = build({ context: root, dockerfile: 'services/api/whole.Dockerfile' });
  expect(image?.build).toMatchObject({
    context: '../../..',
    dockerfile: '../../../services/api/whole.Dockerfile',
  });
});

test('builds and pushes again when, and only when, the source hash changes', () => {
  const { build: made, stack } = build();
  const triggers = { source_hash: made.sourceHash };
  expect(stack.resource).toMatchObject({
    docker_image: { api: { name: `registry.example.com/shop/api:${made.tag}`, triggers } },
    docker_registry_image: { api: { name: '${docker_image.api.name}', triggers } },
  });
  expect(made.tag).toBe(`src-${made.sourceHash.slice(0, 16)}`);
});

test('never deletes an image, neither in the engine nor in the registry', () => {
  const { resource } = build().stack;
  expect(resource).toMatchObject({
    docker_image: { api: { keep_locally: true } },
    docker_registry_image: { api: { keep_remotely: true } },
  });
});

test('has the source hash and manifest that the pure functions compute', () => {
  const { build: made } = build({
    arguments: { A: '1' },
    labels: { team: 'shop' },
    target: 'runtime',
    platform: 'linux/arm64',
  });
  const expected = sourceHash({
    source: readSource(PROPS),
    arguments: { A: '1' },
    labels: { team: 'shop' },
    target: 'runtime',
    platform: 'linux/arm64',
  });
  expect(made).toMatchObject({ sourceHash: expected.hash, manifest: expected.manifest });
});

test('passes arguments, target and platform to the build, and labels to either builder', () => {
  const { image } = build({
    arguments: { NOTE: '100%{sure}' },
    labels: { team: 'shop' },
    target: 'runtime',
    platform: 'linux/arm64',
  });
  expect(image?.build).toMatchObject({
    build_args: { NOTE: '100%%{sure}' },
    label: { team: 'shop' },
    labels: { team: 'shop' },
    target: 'runtime',
    platform: 'linux/arm64',
  });
});

test('builds with a Dockerfile beside the context, which the provider takes from where Terraform runs', () => {
  const project = projectFolder({ 'api/a': 'A', 'docker/api.Dockerfile': 'FROM scratch\nCOPY a /\n' });
  const { image } = build({
    root: project,
    context: join(project, 'api'),
    dockerfile: '../docker/api.Dockerfile',
  });
  expect(image?.build).toMatchObject({
    context: '../../../api',
    dockerfile: '../../../docker/api.Dockerfile',
  });
});

test('names the secrets of a build, whose values are neither in the output nor in the hash', () => {
  const { image, build: made } = build({ secrets: { npm: 'NPM_TOKEN', apt: 'APT_PASSWORD' } });
  expect(image?.build?.secrets).toEqual([
    { id: 'apt', env: 'APT_PASSWORD' },
    { id: 'npm', env: 'NPM_TOKEN' },
  ]);
  expect(made.sourceHash).toBe(build().build.sourceHash);
});

test('has the warnings of its source, and builds', () => {
  const { build: made, image } = build({ arguments: { UNUSED: '1' } });
  expect(made.warnings).toEqual([
    expect.objectContaining({ rule: 'image/unused-argument', path: 'test/api.arguments.UNUSED' }),
  ]);
  expect(image?.build).toBeDefined();
});

test('passes on the arguments of all images, over which its own win', () => {
  const both = build({ sharedArguments: { A: '1', B: '1' }, arguments: { B: '2' } });
  expect(both.image?.build?.build_args).toEqual({ A: '1', B: '2' });
  expect(both.build.sourceHash).toBe(build({ arguments: { A: '1', B: '2' } }).build.sourceHash);
});

test('asks for BuildKit, or for the classic builder, without changing the hash', () => {
  const [today, classic] = [build(), build({ builder: 'classic' })];
  expect(today.image?.build?.builder).toBe('default');
  expect(classic.image?.build).not.toHaveProperty('builder');
  // BuildKit's client takes it from the folder in which Terraform runs, the build API from the context.
  expect(today.image?.build?.dockerfile).toBe('../../../services/api/Dockerfile');
  expect(classic.image?.build?.dockerfile).toBe('Dockerfile');
  expect(classic.build.sourceHash).toBe(today.build.sourceHash);
});

test('outputs the digest of the push, and pins the image to it', () => {
  const { output } = synthDocker((stack) => {
    const { digest, pinned } = new ImageBuild(stack, 'api', PROPS);
    new TerraformOutput(stack, 'image', { value: [digest, pinned] });
  });
  expect((output.image as { value: unknown }).value).toEqual([
    '${docker_registry_image.api.sha256_digest}',
    'registry.example.com/shop/api@${docker_registry_image.api.sha256_digest}',
  ]);
});

describe('with a recorded digest', () => {
  test('builds nothing, and its resources leave the state without being destroyed', () => {
    const { build: made, stack } = build({ recorded: RECORDED });
    expect(stack.resource).toEqual({});
    expect(stack.removed).toEqual([
      { from: 'docker_image.api', lifecycle: [{ destroy: false }] },
      { from: 'docker_registry_image.api', lifecycle: [{ destroy: false }] },
    ]);
    expect(made).toMatchObject({ digest: RECORDED, pinned: `registry.example.com/shop/api@${RECORDED}` });
    expect(made.sourceHash).toBe(build().build.sourceHash);
  });

  test('gives the same stack in every order of construction', () => {
    const both = (ids: string[]) =>
      synthDocker((stack) => {
        for (const id of ids) new ImageBuild(stack, id, { ...PROPS, recorded: RECORDED });
      }).removed as unknown;
    expect(both(['web', 'api'])).toEqual(both(['api', 'web']));
    expect(both(['web', 'api'])).toHaveLength(4);
  });

  test('reserves its addresses against a build of the same name', () => {
    const twice = (stack: TerraformStack) => {
      new ImageBuild(stack, 'api', { ...PROPS, recorded: RECORDED });
      new ImageBuild(new Construct(stack, 'other'), 'api', PROPS);
    };
    expect(() => synthDocker(twice)).toThrow(/must have a Terraform address of its own.*docker_image\.api/s);
  });
});

describe('refuses', () => {
  test.each<[string, Partial<ImageBuildProps>, RegExp]>([
    [
      'a repository with a tag',
      { repository: 'registry.example.com/api:1' },
      /test\/api\.repository must have a path/,
    ],
    ['a tag for a digest', { recorded: 'latest' as never }, /test\/api\.recorded must be an image digest/],
    [
      'a target of other characters',
      { target: 'run time' },
      /test\/api\.target must be the name of a build stage/,
    ],
    [
      'several platforms',
      { platform: 'linux/amd64,linux/arm64' },
      /test\/api\.platform must be one platform/,
    ],
    [
      'an argument of another name',
      { arguments: { 'NODE-ENV': '' } },
      /test\/api\.arguments\.NODE-ENV must have a name/,
    ],
    [
      'a password',
      { arguments: { DB_PASSWORD: '' } },
      /test\/api\.arguments\.DB_PASSWORD must not be a secret/,
    ],
    ['a token', { arguments: { NPM_TOKEN: '' } }, /must not be a secret/],
    ['a passphrase', { arguments: { SIGNING_PASSPHRASE: '' } }, /must not be a secret/],
    ['a short word for a password', { arguments: { SMTP_PASS: '' } }, /must not be a secret/],
    ['what is said of a secret', { arguments: { NPM_TOKEN_FILE: '' } }, /must not be a secret/],
    ['a key', { arguments: { aws_access_key_id: '' } }, /must not be a secret/],
    ['a reference', { arguments: { V: '${var.version}' } }, /test\/api\.arguments\.V must be known at synth/],
    [
      'a reference in a label',
      { labels: { v: '${var.version}' } },
      /test\/api\.labels\.v must be known at synth/,
    ],
    ['a label of another name', { labels: { 'a b': '' } }, /test\/api\.labels\.a b must have a name/],
    [
      'a label for the commit',
      { labels: { 'org.opencontainers.image.revision': 'abc' } },
      /must not be a label: it differs in every commit/,
    ],
    [
      'a secret itself where its variable is named',
      { secrets: { npm: 'npm_abcdefghijklmnopqrstuvwxyz0123456789' } },
      /test\/api\.secrets\.npm must be the name of an environment variable, not the secret itself/,
    ],
    ['a missing Dockerfile', { dockerfile: 'none' }, /services\/api\/none must be a file in the project/],
  ])('%s', (_, props, message) => {
    expect(() => build(props)).toThrow(message);
  });

  test('an id that is no valid Terraform name', () => {
    expect(() => build({}, '1st')).toThrow(/must have a name that Terraform takes.*docker_image\.1st/s);
  });

  test('with all problems in one report, and without any value that may be secret', () => {
    const both = () => build({ target: '', arguments: { API_KEY: 'hunter2' } });
    expect(both).toThrow(/^2 problems/);
    expect(both).not.toThrow(/hunter2/);
  });

  test('the classic builder if the Dockerfile has its own ignore file', () => {
    const project = projectFolder({ 'api/Dockerfile': 'FROM scratch\n' });
    write(project, { 'api/Dockerfile.dockerignore': '*' });
    const props = { root: project, context: join(project, 'api') };
    expect(() => build({ ...props, builder: 'classic' })).toThrow(/test\/api\.builder must be buildkit/);
    expect(() => build({ ...props, builder: 'buildkit' })).not.toThrow();
  });
});

test.each(['TOKENIZER_VERSION', 'KEYCLOAK_VERSION', 'NODE_ENV', 'PUBLIC_KEY_URL', 'COMPASS'])(
  'takes the argument %s, whose name only resembles a secret',
  (name) => {
    expect(build({ arguments: { [name]: 'x' } }).image?.build?.build_args).toEqual({
      [name]: 'x',
    });
  },
);
