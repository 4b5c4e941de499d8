import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { act, actionlint, buildGoProgram, type GoProgram } from '../../lab';
import { run } from '../../operations/process';

const TOP = join(__dirname, '../..');
const CI = join(TOP, 'docs/ci');
const WORKFLOWS = ['github-review.yml', 'github-comment.yml'];

let programs: Readonly<Record<'act' | 'actionlint', string>>;
let folder: string;

beforeAll(() => {
  const binary = (program: GoProgram) => join(buildGoProgram(program), 'bin', program.name);
  programs = { act: binary(act), actionlint: binary(actionlint) };
  folder = mkdtempSync(join(tmpdir(), 'slipway-workflows-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('actionlint', () => {
  const lint = (file: string) =>
    run(programs.actionlint, ['-no-color', '-oneline', file], { timeoutMs: 60_000 });

  test.each(WORKFLOWS)('finds nothing wrong with docs/ci/%s', async (name) => {
    expect(await lint(join(CI, name))).toMatchObject({ stdout: '', code: 0 });
  });

  test('finds what would never run', async () => {
    const file = join(folder, 'broken.yml');
    const review = readFileSync(join(CI, 'github-review.yml'), 'utf8');
    writeFileSync(file, review.replace('steps.diff.outputs.code', 'steps.dif.outputs.code'));
    expect(await lint(file)).toMatchObject({
      stdout: expect.stringContaining('"dif" is not defined'),
      code: 1,
    });
  });
});

/**
 * The workflow as it stands, run by act on this machine, in a project whose change lets a claim vanish. What only GitHub has
 * is ours: the actions that set up Node and keep the artifact, the pull request, and an engine that notes what it is to
 * build.
 */
describe('github-review.yml, run by act', () => {
  let project: string;

  beforeAll(() => {
    project = projectWithChange(join(folder, 'shop'));
    write('actions/setup-node/action.yml', action('echo ready'));
    write('actions/upload-artifact/action.yml', action('cp -r "${{ inputs.path }}/." "$KEPT"'));
    write('bin/docker', `#!/bin/sh\necho "$@" >> "${join(folder, 'built')}"\n`);
    execFileSync('chmod', ['+x', join(folder, 'bin/docker')]);
  });

  test('tests and images pass, and each service is built from the pinned base', async () => {
    expect((await runJob('test', [])).code).toBe(0);
    expect((await runJob('images', [])).code).toBe(0);
    expect(readFileSync(join(folder, 'built'), 'utf8').trim().split('\n')).toEqual([
      'build --build-arg BASE=docker.io/library/node@sha256:1234 services/api/',
      'build --build-arg BASE=docker.io/library/node@sha256:1234 services/web/',
    ]);
  });

  test('a change that needs approval fails without the label, and its review is kept', async () => {
    const { code, output, kept } = await runJob('diff', ['bug']);
    expect(output).toContain('This needs approval: read the review, then set the label approved-changes.');
    expect(code).toBe(1);
    expect(readdirSync(kept).sort()).toEqual(['diff.json', 'diff.md', 'diff.sarif']);
    expect(readFileSync(join(kept, 'diff.md'), 'utf8')).toContain('needs approval');
  });

  test('with the label it passes', async () => {
    const { code, kept } = await runJob('diff', ['bug', 'approved-changes']);
    expect(code).toBe(0);
    expect(existsSync(join(kept, 'diff.md'))).toBe(true);
  });

  /** Runs one job for a pull request with labels. */
  async function runJob(job: string, labels: readonly string[]) {
    const kept = mkdtempSync(join(folder, 'kept-'));
    const event = join(folder, 'event.json');
    const pull = { number: 1, base: { ref: 'main' }, labels: labels.map((name) => ({ name })) };
    writeFileSync(event, JSON.stringify({ pull_request: pull }));
    const local = (name: string, version: string) => [
      '--local-repository',
      `actions/${name}@${version}=${join(folder, 'actions', name)}`,
    ];
    const args = [
      ...['pull_request', '--job', job, '--eventpath', event, '--workflows', '.github/workflows/review.yml'],
      ...['--platform', 'ubuntu-24.04=-self-hosted', '--no-cache-server', '--env', `KEPT=${kept}`],
      ...[
        '--action-cache-path',
        join(folder, 'act'),
        ...local('setup-node', 'v7'),
        ...local('upload-artifact', 'v7'),
      ],
    ];
    const env = {
      PATH: `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}`,
      HOME: folder,
      XDG_CACHE_HOME: join(folder, 'cache'),
    };
    return { ...(await run(programs.act, args, { cwd: project, env, timeoutMs: 120_000 })), kept };
  }

  function write(path: string, text: string): void {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
});

/** An action of one shell command. */
function action(command: string): string {
  return `name: stand-in
inputs: { name: {}, path: {}, node-version: {}, cache: {} }
runs:
  using: composite
  steps:
    - shell: bash
      run: ${command}
`;
}

/** A project whose main branch has a claim, and whose branch `change` has none; with `slipway` as a dependency. */
function projectWithChange(project: string): string {
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-C', project, '-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', ...args]);
  const put = (path: string, text: string) => {
    mkdirSync(dirname(join(project, path)), { recursive: true });
    writeFileSync(join(project, path), text);
  };
  const command = [process.execPath, '-C', 'slipway-source', join(TOP, 'bin/slipway.js')];
  put('slipway/package.json', JSON.stringify({ name: 'slipway', version: '1.0.0', bin: 'slipway.sh' }));
  put('slipway/slipway.sh', `#!/bin/sh\nexec ${command.join(' ')} "$@"\n`);
  execFileSync('chmod', ['+x', join(project, 'slipway/slipway.sh')]);
  const root = { name: 'shop', version: '1.0.0', dependencies: { slipway: 'file:slipway' } };
  put('package.json', JSON.stringify({ ...root, scripts: { test: 'node --version' } }));
  put(
    'package-lock.json',
    JSON.stringify({
      name: 'shop',
      version: '1.0.0',
      lockfileVersion: 3,
      packages: {
        '': root,
        'node_modules/slipway': { resolved: 'slipway', link: true },
        slipway: { version: '1.0.0', bin: { slipway: 'slipway.sh' } },
      },
    }),
  );
  put('project.ts', "export const base = 'docker.io/library/node@sha256:1234';\n");
  for (const name of ['api', 'web']) put(`services/${name}/Dockerfile`, 'FROM scratch\n');
  put('.gitignore', 'node_modules\ncdktf.out\nreview\n');
  put('cdktf.json', JSON.stringify({ app: 'rm -rf cdktf.out && cp -r synth cdktf.out' }));
  const environment = { name: 'dev', after: null, protected: false, namespace: 'shop-dev' };
  const stack = { environment: 'dev', state: 'dev', dependsOn: [], resources: {} };
  put(
    'synth/slipway.json',
    JSON.stringify({
      ...{ version: 1, project: 'shop', images: {}, findings: [], stacks: { 'dev-services': stack } },
      environments: [{ ...environment, services: {}, hosts: {}, pools: {} }],
    }),
  );
  const claim = { kubernetes_persistent_volume_claim_v1: { data: { metadata: { name: 'data' } } } };
  put('synth/stacks/dev-services/cdk.tf.json', JSON.stringify({ resource: claim }));
  cpSync(join(CI, 'github-review.yml'), join(mkdir(project, '.github/workflows'), 'review.yml'));
  git('init', '--quiet', '--initial-branch=main');
  git('add', '.');
  git('commit', '--quiet', '--message', 'one');
  git('remote', 'add', 'origin', 'https://git.example.com/team/shop.git');
  git('update-ref', 'refs/remotes/origin/main', 'HEAD');
  git('checkout', '--quiet', '-b', 'change');
  put('synth/stacks/dev-services/cdk.tf.json', JSON.stringify({ resource: {} }));
  git('commit', '--quiet', '--all', '--message', 'two');
  return project;
}

function mkdir(project: string, path: string): string {
  mkdirSync(join(project, path), { recursive: true });
  return join(project, path);
}
