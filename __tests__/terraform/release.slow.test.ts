import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSource, type Release, sourceHash } from 'slipway';
import { LineProject } from '../cli/line-project';
import { digestOf, releaseThrough } from '../promotion/support';
import { commandSession } from '../support/command-session';

// What the images stack gave out lies in Terraform's state, and Terraform reads it from there.
const project = new LineProject();
const session = commandSession(project.folder, project.env);
const stack = join(project.folder, 'cdktf.out', 'stacks', 'images');
afterAll(() => {
  session.end();
});

function hashOf(service: string): string {
  const source = readSource({ root: project.folder, context: join(project.folder, 'services', service) });
  return sourceHash({ source, arguments: {}, platform: 'linux/amd64' }).hash;
}

/** Applies a stack that gives out what the images stack would, once it has pushed an image of each name. */
function push(images: Readonly<Record<string, string>>): void {
  const output = Object.fromEntries(
    Object.entries(images).map(([service, name]) => [
      service,
      {
        value: {
          digest: digestOf(name),
          repository: `registry.example.com/line/${service}`,
          sourceHash: hashOf(service),
          platforms: ['linux/amd64'],
        },
      },
    ]),
  );
  const backend = { local: { path: '../../../images.tfstate' } };
  project.put('cdktf.out/stacks/images/cdk.tf.json', JSON.stringify({ terraform: { backend }, output }));
  const env = { ...project.env, CHECKPOINT_DISABLE: '1' };
  for (const args of [['init'], ['apply', '-auto-approve']])
    execFileSync('terraform', [...args, '-input=false', '-no-color'], { cwd: stack, env, stdio: 'ignore' });
}

function releaseOf(service: string): Release {
  return JSON.parse(
    readFileSync(join(project.folder, 'environments/dev/releases', `${service}.json`), 'utf8'),
  ) as Release;
}

test('an image that is not built yet is not released', async () => {
  const { status, stderr } = await session.slipway('release');
  expect({ status, stderr }).toEqual({
    status: 1,
    stderr:
      'cdktf.out/stacks/images does not exist: build the images first with `npx slipway deploy images`\n',
  });
});

test('a built and pushed image is recorded with its source and its commit, and selected', async () => {
  push({ api: 'api 1', web: 'web 1' });
  const { status, stderr, stdout } = await session.slipway('release', '--commit');
  expect(status).toBe(0);
  // No such registry can be asked from here: that ends nothing, and is told.
  expect(stderr.match(/services\.\w+\.image could not be looked up in the registry/g)).toHaveLength(2);
  expect(stdout).toContain('dev  api  selected  none → ');
  expect(releaseOf('api')).toMatchObject({
    selected: digestOf('api 1'),
    records: [
      {
        digest: digestOf('api 1'),
        sourceHash: hashOf('api'),
        commit: project.git('rev-parse', 'HEAD~1'),
        platforms: ['linux/amd64'],
      },
    ],
    history: [{ event: 'selected', by: 'Ada <ada@example.com>' }],
  });
});

test('a recorded source keeps its digest, even if it was built again', async () => {
  push({ api: 'api 2', web: 'web 1' });
  expect((await session.slipway('release')).stdout).toBe('There is nothing to change.\n');
});

test('the first real image replaces a sample', async () => {
  const sample = releaseThrough('dev', ['sample']);
  const records = sample.records.map((record) => ({ ...record, sample: true as const }));
  project.putReleases({ ...sample, records, note: 'a sample' });
  expect((await session.slipway('release', 'api')).status).toBe(0);
  expect(releaseOf('api')).toMatchObject({ selected: digestOf('api 2'), records: [{ sample: true }, {}] });
  expect(releaseOf('api').note).toBeUndefined();
});

describe('a commit that does not contain the source is not recorded', () => {
  beforeEach(() => {
    project.putReleases();
  });
  afterEach(() => {
    project.git('checkout', '--quiet', '--', '.');
    project.git('clean', '--quiet', '--force', '-x', 'services');
  });

  test.each<[string, () => void, string]>([
    [
      'a file that is changed',
      () => {
        project.put('services/api/main.js', 'console.log(2);\n');
      },
      'services/api/main.js must be committed',
    ],
    [
      'a file that no commit has',
      () => {
        project.put('services/api/more.js', '');
      },
      'services/api/more.js must be committed',
    ],
    [
      'a file that git ignores, and the build does not',
      () => {
        project.put('services/api/.cache', '');
      },
      'but is ignored by git and sent to the build',
    ],
  ])('%s', async (_what, change, message) => {
    change();
    push({ api: 'api 3', web: 'web 1' });
    const { status, stderr } = await session.slipway('release', 'api');
    expect(status).toBe(1);
    expect(stderr).toContain(message);
  });

  test('a source that has changed since it was built is not recorded', async () => {
    push({ api: 'api 1', web: 'web 1' });
    project.put('services/api/main.js', 'console.log(3);\n');
    const { stderr } = await session.slipway('release', 'api');
    expect(stderr).toContain('services.api.image must be built from its current source');
  });
});

test('images are released to the first environment', async () => {
  const { stderr } = await session.slipway('release', '--env', 'staging');
  expect(stderr).toContain('env must be a first environment, one without `after`, but is staging');
});
