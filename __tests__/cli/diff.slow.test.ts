import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beginRepository } from '../support/begin-repository';
import { commandSession } from '../support/command-session';
import { TINY_RECORD } from '../support/tiny-record';

const folder = mkdtempSync(join(tmpdir(), 'slipway-cli-diff-'));
const repository = join(folder, 'repository');
const temporary = join(folder, 'tmp');
for (const name of [repository, temporary]) mkdirSync(name);
const SECRETS = { GITHUB_TOKEN: 'zq-token', AWS_SECRET_ACCESS_KEY: 'zq-key' };
const session = commandSession(repository, { ...process.env, ...SECRETS, TMPDIR: temporary });
const slipway = (...args: readonly string[]) => session.slipway(...args);
afterAll(() => {
  session.end();
  rmSync(folder, { recursive: true, force: true });
});

/** A synth with one service, written to a folder. */
function synth(name: string, spec: object): string {
  return synthOf(name, { kubernetes_service_v1: { web: { metadata: { name: 'web' }, spec } } });
}

/** A synth with the resources given, written to a folder. */
function synthOf(name: string, resource: object): string {
  const output = join(folder, name);
  mkdirSync(join(output, 'stacks/dev-services'), { recursive: true });
  writeFileSync(join(output, 'slipway.json'), JSON.stringify(TINY_RECORD));
  writeFileSync(join(output, 'stacks/dev-services/cdk.tf.json'), JSON.stringify({ resource }));
  return output;
}

const plain = synth('plain', { type: 'ClusterIP' });
const otherPort = synth('port', { type: 'ClusterIP', port: [{ port: 80 }] });
const moved = synth('moved', { type: 'ClusterIP', cluster_ip: '10.0.0.1' });
const open = synth('open', { type: 'LoadBalancer' });

test.each([
  ['nothing changes', plain, 0, 'nothing changes'],
  ['something changes', otherPort, 2, 'answers on other ports'],
  [
    'a service is replaced where nothing is protected',
    moved,
    2,
    'spec.cluster_ip forces it (kubernetes 2.38.0)',
  ],
])('slipway diff says by its exit code that %s', async (_when, after, code, says) => {
  const { status, stdout } = await slipway('diff', plain, after);
  expect(status).toBe(code);
  expect(stdout).toContain(says);
});

test('a change that needs approval exits with 3, such as a claim that disappears', async () => {
  const claim = { kubernetes_persistent_volume_claim_v1: { data: { metadata: { name: 'data' } } } };
  const before = synthOf('claim', claim);
  expect(await slipway('diff', before, plain)).toMatchObject({ status: 3 });
});

test('one comparison produces the output for the terminal, the comment, scripts and code scanning', async () => {
  const output = join(folder, 'written');
  const { stdout } = await slipway('diff', plain, open, '--json', '--write', output);
  expect(JSON.parse(stdout)).toEqual(JSON.parse(readFileSync(join(output, 'diff.json'), 'utf8')));
  expect(readFileSync(join(output, 'diff.md'), 'utf8')).toMatch(/^<!-- slipway diff: tiny dev -->\n### /);
  expect(JSON.parse(readFileSync(join(output, 'diff.sarif'), 'utf8')).runs[0].results[0].ruleId).toBe(
    'network/public-service',
  );
});

test('a folder that is not a synth exits with 1, advice and no stack trace', async () => {
  const { status, stderr } = await slipway('diff', plain, join(folder, 'nowhere'));
  expect(status).toBe(1);
  expect(stderr).toMatch(/nowhere must be a folder that was synthesised, but is no such folder\n.* --base /);
  expect(stderr).not.toMatch(/\n\s+at /);
});

test("slipway check applies a team's own policies and exceptions", async () => {
  const policies = join(repository, 'policies');
  const put = (name: string, text: string) => {
    writeFileSync(join(policies, name), text);
  };
  mkdirSync(policies);
  put(
    'no-web.js',
    `exports.policy = { name: 'team/no-web', severity: { protected: 'error', other: 'error' },
      judge: ({ name }) => name === 'web' ? [{ message: 'must have a name of its own', advice: 'Think.' }] : 'not applicable' };`,
  );
  expect(await slipway('check', '--output', plain)).toMatchObject({
    status: 1,
    stdout: expect.stringContaining('team/no-web'),
  });
  put(
    'exceptions.js',
    `exports.exceptions = [{ rule: 'team/no-web', at: 'dev-services/kubernetes_service_v1.web', reason: 'it is the web' }];`,
  );
  expect(await slipway('check', '--output', plain)).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('it is the web'),
  });
  put('exceptions.js', `exports.exceptions = [{ rule: 'team/no-wbe', at: 'b', reason: 'c' }];`);
  expect(await slipway('check', '--output', plain)).toMatchObject({
    status: 1,
    stdout: expect.stringContaining('an exception from team/no-wbe, but no policy has that name'),
  });
  rmSync(policies, { recursive: true });
});

test("folders of another cdktf app are compared, and judged by the project's own policies", async () => {
  const policies = join(repository, 'policies');
  mkdirSync(policies);
  writeFileSync(
    join(policies, 'no-web.js'),
    `exports.policy = { name: 'team/no-web', severity: { protected: 'error', other: 'error' },
      judge: ({ name }) => name === 'web' ? [{ message: 'must have a name of its own', advice: 'Think.' }] : 'not applicable' };`,
  );
  const other = (name: string, type: string): string => {
    const output = synth(name, { type });
    rmSync(join(output, 'slipway.json'));
    return output;
  };
  const [before, after] = [other('other-before', 'ClusterIP'), other('other-after', 'LoadBalancer')];
  expect(await slipway('diff', before, after)).toMatchObject({
    status: 3,
    stdout: expect.stringMatching(
      /is reached from outside the cluster[^]*team\/no-web|1 that was there before/,
    ),
  });
  expect(await slipway('check', after)).toMatchObject({
    status: 1,
    stdout: expect.stringContaining('dev-services/kubernetes_service_v1.web must have a name of its own'),
  });
  rmSync(policies, { recursive: true });
});

test("Terraform's plan is shown as a synth is, and judged by the project's own policies", async () => {
  const policies = join(repository, 'policies');
  mkdirSync(policies);
  writeFileSync(
    join(policies, 'no-gone.js'),
    `exports.policy = { name: 'team/plain', severity: { protected: 'error', other: 'error' },
      judge: ({ arguments: { input } }) => input?.plain === 'b' ? [{ message: 'must be a', advice: 'Think.' }] : 'compliant' };`,
  );
  const plan = join(__dirname, '../review/support/plans/terraform-data.json');
  const { status, stdout } = await slipway('diff', '--json', '--plan', plan);
  const review = JSON.parse(stdout) as { planned: boolean; findings: { rule: string; known: boolean }[] };
  expect([status, review.planned, review.findings.map(({ rule, known }) => [rule, known])]).toEqual([
    3,
    true,
    [['team/plain', false]],
  ]);
  expect(await slipway('check', '--plan', plan)).toMatchObject({
    status: 1,
    stdout: expect.stringContaining('terraform-data/terraform_data.hidden must be a'),
  });
  expect(await slipway('diff', plain, '--plan', plan)).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('--plan takes neither folders nor --base'),
  });
  rmSync(policies, { recursive: true });
});

test('the policy and the exception in docs/review.md do what the text says', async () => {
  const page = readFileSync(join(__dirname, '../../docs/review.md'), 'utf8');
  const [policy = '', exceptions = ''] = [...page.matchAll(/```ts\n([^]*?)```/g)].map(
    ([, text]) => text ?? '',
  );
  mkdirSync(join(repository, 'policies'));
  mkdirSync(join(repository, 'node_modules'));
  symlinkSync(join(__dirname, '../..'), join(repository, 'node_modules/slipway'));
  writeFileSync(join(repository, 'policies/registry.ts'), policy);
  writeFileSync(join(repository, 'policies/exceptions.ts'), exceptions);
  const image = (name: string) => `${name}/web@sha256:${'1'.repeat(64)}`;
  const workload = (name: string) => ({
    metadata: { name },
    spec: { template: { spec: { container: [{ name, image: image(name) }] } } },
  });
  const { stdout } = await slipway(
    'check',
    '--json',
    '--output',
    synthOf('registries', {
      kubernetes_deployment_v1: {
        ours: workload('registry.example.com'),
        theirs: workload('docker.io'),
      },
    }),
  );
  const found = (rule: string) =>
    (JSON.parse(stdout) as { rule: string; path: string }[]).filter((each) => each.rule === rule);
  expect(found('team/registry').map(({ path }) => path)).toEqual([
    'dev-services/kubernetes_deployment_v1.theirs container[docker.io].image',
  ]);
  expect(found('policies/unused-exception')).toEqual([
    expect.objectContaining({ path: 'prod-services/kubernetes_service_v1.mail' }),
  ]);
  for (const name of ['policies', 'node_modules']) rmSync(join(repository, name), { recursive: true });
});

describe('since a commit', () => {
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-C', repository, ...args], { encoding: 'utf8' });
  // Stands for a project: its app writes a synth whose service has the type that a committed file says.
  const app = `const { cpSync, readFileSync, writeFileSync } = require('fs');
    cpSync(${JSON.stringify(plain)}, 'cdktf.out', { recursive: true });
    const file = 'cdktf.out/stacks/dev-services/cdk.tf.json';
    const json = JSON.parse(readFileSync(file));
    json.resource.kubernetes_service_v1.web.spec.type = readFileSync('type', 'utf8').trim();
    writeFileSync(file, JSON.stringify(json));
    writeFileSync('cdktf.out/seen.json', JSON.stringify(process.env));`;

  beforeAll(() => {
    beginRepository(git);
    writeFileSync(join(repository, 'cdktf.json'), JSON.stringify({ app: 'node app.js' }));
    writeFileSync(join(repository, 'app.js'), app);
    writeFileSync(join(repository, '.gitignore'), 'cdktf.out\nnode_modules\n');
    writeFileSync(join(repository, 'type'), 'ClusterIP\n');
    mkdirSync(join(repository, 'node_modules'));
    git('add', '.');
    git('commit', '--quiet', '--message', 'one');
    git('checkout', '--quiet', '-b', 'change');
    writeFileSync(join(repository, 'type'), 'NodePort\n');
    git('commit', '--quiet', '--all', '--message', 'two');
  });

  test('the working tree is compared with the commit where the branch left main, and nothing is left behind', async () => {
    const { status, stdout } = await slipway('diff', '--json');
    expect({ status, outcome: JSON.parse(stdout).verdict.outcome }).toEqual({
      status: 2,
      outcome: 'changes',
    });
    expect(JSON.parse(stdout).entries[0].rows[0]).toMatchObject({
      path: 'spec.type',
      variants: [{ before: 'ClusterIP', after: 'NodePort' }],
    });
    expect(git('worktree', 'list').trim().split('\n')).toHaveLength(1);
    expect(readdirSync(temporary).filter((name) => name.startsWith('slipway-'))).toEqual([]);
    // What synthesises may be a stranger's code.
    expect(readFileSync(join(repository, 'cdktf.out/seen.json'), 'utf8')).not.toContain('zq-');
  });

  test('a branch that changes policies needs approval, and its policies run without our secrets', async () => {
    mkdirSync(join(repository, 'policies'));
    const policy = join(repository, 'policies/team.js');
    const severity = "{ protected: 'error', other: 'error' }";
    const write = (verdict: string) => {
      writeFileSync(
        policy,
        `exports.policy = { name: 'team/seen', severity: ${severity}, judgeProject: () => ${verdict} };`,
      );
    };
    write("[{ message: 'must be seen', value: JSON.stringify(process.env), advice: 'Look.' }]");
    git('add', '.');
    git('commit', '--quiet', '--message', 'a policy');
    const kept = await slipway('diff', '--json', '--base', 'HEAD');
    expect(JSON.parse(kept.stdout).findings).toContainEqual(
      expect.objectContaining({ rule: 'team/seen', known: true, value: expect.stringContaining('"HOME"') }),
    );
    expect(kept).toMatchObject({ status: 0, stdout: expect.not.stringContaining('zq-') });

    write("'compliant'");
    const weakened = await slipway('diff', '--base', 'HEAD');
    expect(weakened).toMatchObject({
      status: 3,
      stdout: expect.stringContaining("policies/team.js must not change without a person's approval"),
    });
    git('rm', '--quiet', '--force', 'policies/team.js');
    git('commit', '--quiet', '--message', 'no policy');
  });

  test('a base that does not synthesise exits with 1 and its last lines, and nothing is left behind', async () => {
    writeFileSync(join(repository, 'app.js'), 'console.error("no such service"); process.exit(7);');
    git('commit', '--quiet', '--all', '--message', 'broken');
    const { status, stderr } = await slipway('diff', '--base', 'HEAD');
    expect(status).toBe(1);
    expect(stderr).toContain('no such service');
    expect(git('worktree', 'list').trim().split('\n')).toHaveLength(1);
    expect(existsSync(join(repository, 'node_modules'))).toBe(true);
  });

  test('a ref that git does not know exits with 1', async () => {
    const { status, stderr } = await slipway('diff', '--base', '--force');
    expect(status).toBe(1);
    expect(stderr).toContain('git knows no commit `--force`');
  });
});
