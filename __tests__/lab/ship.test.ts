import { join } from 'node:path';
import { applyInCluster, until, visit, type Visitor } from '../../lab';
import { clusterLab, inside } from './support/cluster-lab';
import { ShippedLine } from './support/shipped-line';
import { whereShippingRuns } from './support/where-machines-run';

// The commands as a team runs them, on a registry, an engine and a cluster that are real. Each test goes on where the one
// before it ended: two services are shipped to three environments; then a version comes that crashes.

const ENVIRONMENTS = ['dev', 'staging', 'prod'] as const;
const SERVICES = ['page', 'notes'] as const;
const PAGE = 'http://page.line-dev.svc.cluster.local:8080/';
/** Longer than a busy machine takes for a page. While nothing serves, a connection is refused at once. */
const VISIT = { keep: 'page', patienceS: 15 } as const;
const SOON = ['--stable-for', '2s', '--wait', '4m', '--commit'];
const UIDS = 'jsonpath={.items[*].metadata.uid}';
/** As `page/start.sh` is at first. */
const SERVING = 'exec httpd -f -p 8080 -h /page\n';
const CRASHING = ['echo "reading the settings"', 'echo "there is no /page/settings" >&2', 'exit 3', ''].join(
  '\n',
);

whereShippingRuns('shipping', () => {
  const lab = clusterLab();
  let line: ShippedLine;
  /** The first image of each service. */
  const first: Record<string, string> = {};
  let crashing: string;

  beforeAll(async () => {
    line = await ShippedLine.layOut(lab.home, lab.cluster);
  });

  const kubectl = (...args: readonly string[]) => inside(lab.cluster, 'kubectl', ...args);

  /** The images that pods of a service really run. */
  async function running(environment: string, service: string): Promise<readonly string[]> {
    const images = await kubectl(
      ...['--namespace', `line-${environment}`, 'get', 'pods', '--output'],
      'jsonpath={.items[*].status.containerStatuses[*].imageID}',
      ...['--selector', `app.kubernetes.io/name=${service}`],
    );
    return images.split(' ').map((image) => image.replace(/^.*@/, ''));
  }

  const uidsIn = (environment: string) =>
    kubectl('--namespace', `line-${environment}`, 'get', 'deployments,statefulsets', '--output', UIDS);

  test('images are built and pushed once, and released with the commit that they were built from', async () => {
    expect(await line.run('deploy', 'images')).toMatch(/^images +done +create 4$/m);
    expect(await line.run('release', '--commit')).toContain('Committed as');
    for (const service of SERVICES) first[service] = line.selected('dev', service);

    // What is released leaves the stack without being destroyed, and is never built again.
    expect(await line.run('deploy', 'images')).toMatch(/^images +done +forget 4$/m);
    expect(await line.run('deploy', 'images')).toMatch(/^images +nothing to do/m);
    expect(await line.run('release')).toContain('There is nothing to change.');
  });

  test('a cluster that does not answer is named before anything starts', async () => {
    line.say({ endpoint: 'https://10.99.0.1:6999' });
    const { code, stdout } = await line.attempt('deploy', 'dev');
    line.say({});

    expect(code).toBe(1);
    expect(stdout).toContain("can't reach the cluster https://10.99.0.1:6999: nothing listens there");
    expect(stdout).toMatch(/^dev-base +FAILED *$/m);
  });

  test('a secret that somebody else must create is named with the missing key', async () => {
    const { code, stdout } = await line.attempt('deploy', 'dev');

    expect(code).toBe(1);
    expect(stdout).toMatch(/^dev-base +done/m);
    expect(stdout).toContain('secrets.page must be in the namespace line-dev with the keys token');
    await applyInCluster(lab.cluster, {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'page', namespace: 'line-dev' },
      stringData: { token: 'of-dev' },
    });
  });

  test('the deployed services run, a second deploy has nothing to do, and the services are verified', async () => {
    expect(await line.run('deploy', 'dev')).toMatch(/^dev-services +done +create 6$/m);

    const again = await line.run('deploy', 'dev');
    expect(again).toMatch(/^dev-base +nothing to do *$/m);
    expect(again).toMatch(/^dev-services +nothing to do *$/m);
    expect(await inside(lab.cluster, 'curl', '--silent', PAGE)).toBe('version 1');
    expect(await line.run('verify', 'dev', ...SOON)).toContain('verified');
    const [verified] = line.history('dev', 'page').slice(-1);
    expect(verified?.reason).toMatch(/\nGET page:http\/: 200 in at most \d+ ms from each of 2 pods$/);
  });

  test('two services are promoted at once, by two people', async () => {
    const promoted = await Promise.all(SERVICES.map((it) => line.run('promote', 'staging', it, '--commit')));

    for (const said of promoted) expect(said).toContain('Committed as');
    for (const service of SERVICES) expect(line.selected('staging', service)).toBe(first[service]);
    expect(await line.git('status', '--porcelain')).toBe('');
  });

  test('a quota that refuses the pods is reported as the cause, and what comes up later is imported', async () => {
    await line.run('deploy', 'staging', 'base');
    await applyInCluster(lab.cluster, {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'closed', namespace: 'line-staging' },
      spec: { hard: { pods: '0' } },
    });
    line.say({ rolloutSeconds: 20 });
    const { code, stdout } = await line.attempt('deploy', 'staging');
    expect(code).toBe(1);
    for (const service of SERVICES)
      expect(stdout).toContain(
        `${service}: no more pods can be created: the quota closed of the namespace line-staging is used up`,
      );
    const made = await uidsIn('staging');

    await kubectl('--namespace', 'line-staging', 'delete', 'resourcequota/closed');
    await until(
      'pods in staging',
      async () => ((await line.attempt('status', 'staging')).code === 0 ? true : undefined),
      { timeoutMs: 180_000, everyMs: 1_000 },
    );
    const { code: then, output } = await line.attempt('deploy', 'staging');
    expect(then).toBe(0);
    for (const address of ['kubernetes_deployment_v1.page', 'kubernetes_stateful_set_v1.notes'])
      expect(output).toContain(`${address} came up after Terraform had given up on it: imported`);
    expect(await uidsIn('staging')).toBe(made);
    line.say({});
  });

  test('the same image runs in three environments, and files, commands and cluster agree on it', async () => {
    await line.run('verify', 'staging', ...SOON);
    await line.run('promote', 'prod', '--commit');
    await line.run('deploy', 'prod');
    await line.run('verify', 'prod', ...SOON);

    for (const environment of ENVIRONMENTS) {
      for (const service of SERVICES) {
        expect(new Set(await running(environment, service))).toEqual(new Set([first[service]]));
        expect(line.selected(environment, service)).toBe(first[service]);
      }
      expect((await line.attempt('status', environment)).code).toBe(0);
    }
    const releases = await line.run('releases', 'page');
    const short = first['page']?.slice(0, 19) ?? '';
    for (const environment of ENVIRONMENTS)
      expect(releases).toMatch(new RegExp(`${environment} +${short} .* verified `));
  });

  test('npx cdktf lists, plans, deploys and destroys on the same state as the commands of Slipway', async () => {
    const listed = await line.cdktf('list');
    for (const stack of ['images', 'dev-base', 'dev-services', 'prod-services'])
      expect(listed).toContain(stack);
    expect(await line.cdktf('diff', 'dev-services')).toContain('No changes. Your infrastructure matches');

    line.say({ pageCpu: 20 });
    const deployed = await line.cdktf('deploy', 'dev-base', 'dev-services', '--auto-approve');
    expect(deployed).toMatch(/Apply complete! Resources: 0 added, 1 changed, 0 destroyed/);
    expect(await line.run('deploy', 'dev')).toMatch(
      /^dev-base +nothing to do *\ndev-services +nothing to do/m,
    );
    line.say({});
    await line.run('deploy', 'dev');

    const destroyed = await line.cdktf('destroy', 'staging-services', '--auto-approve');
    expect(destroyed).toMatch(/Destroy complete! Resources: \d+ destroyed/);
    expect(await uidsIn('staging')).toBe('');
  });

  test('a version that crashes fails its deploy with its last lines, while the previous one keeps serving', async () => {
    await line.changePage({ 'start.sh': CRASHING, 'index.html': 'version 2\n' }, 'page: read settings');
    await line.run('deploy', 'images');
    await line.run('release', '--commit');
    crashing = line.selected('dev', 'page');
    expect(line.selected('dev', 'notes')).toBe(first['notes']);

    const visitor = visit(lab.cluster, PAGE, VISIT);
    line.say({ rolloutSeconds: 45 });
    const { code, stdout } = await line.attempt('deploy', 'dev');
    line.say({});
    expect(await seen(visitor)).toEqual(['version 1']);

    expect(code).toBe(1);
    expect(stdout).toMatch(/page-\w+-\w+: crashed with exit code 3/);
    expect(stdout).toContain('    there is no /page/settings\n');
    expect(stdout).not.toContain('probe fails');
    expect(stdout).toContain(`page: 2 of its pods serve, with the version before (${first['page']})`);
    expect(stdout.split('\n').length).toBeLessThan(25);
  });

  test('it is not verified and goes no further, and once it is rejected nobody can select it', async () => {
    const verified = await line.attempt('verify', 'dev', '--stable-for', '2s', '--wait', '1m', '--commit');
    expect(verified.code).toBe(1);
    expect(verified.output).toContain('there is no /page/settings');
    const promoted = await line.attempt('promote', 'staging', 'page', '--digest', crashing);
    expect(promoted.code).toBe(1);
    expect(promoted.output).toContain('promotion/verified');
    expect(line.selected('staging', 'page')).toBe(first['page']);

    const why = ['--reason', 'it crashes at its start', '--commit'];
    expect((await line.attempt('reject', crashing, ...why)).output).toContain('Roll back first');
    await line.run('rollback', 'dev', 'page', ...why);
    await line.run('reject', crashing, ...why);
    const wanted = await line.attempt('rollback', 'dev', 'page', '--to', crashing, ...why);
    expect(wanted.output).toContain('promotion/rejected');
  });

  test('after the rollback, a deploy restores the previous version without interruption', async () => {
    const visitor = visit(lab.cluster, PAGE, VISIT);
    await line.run('deploy', 'dev');
    await line.run('verify', 'dev', ...SOON);

    expect(await seen(visitor)).toEqual(['version 1']);
    expect(new Set(await running('dev', 'page'))).toEqual(new Set([first['page']]));
    expect((await line.attempt('status', 'dev')).code).toBe(0);
  });

  test('a workload that Terraform had given up on keeps serving while the next version is rolled out', async () => {
    await line.changePage({ 'start.sh': SERVING, 'index.html': 'version 3\n' }, 'page: go without settings');
    await line.cdktf('deploy', 'images', '--auto-approve');
    expect(await line.cdktf('output', 'images')).toContain('digest');
    await line.run('release', '--override', 'hold', '--reason', 'it needs no settings', '--commit');
    const made = await uidsIn('dev');
    // As a create that took too long leaves it.
    const folder = join(line.folder, 'cdktf.out', 'stacks', 'dev-services');
    await inside(lab.cluster, 'terraform', `-chdir=${folder}`, 'taint', 'kubernetes_deployment_v1.page');

    const visitor = visit(lab.cluster, PAGE, VISIT);
    expect(await line.run('deploy', 'dev')).toMatch(/^dev-services +done +update 1$/m);
    // The proxies of a node learn of a new pod a moment after it is ready.
    const isNew = () => Promise.resolve('version 3' in visitor.answers ? true : undefined);
    await until('an answer of the third version', isNew, { timeoutMs: 120_000 });
    expect(await seen(visitor)).toEqual(['version 1', 'version 3']);
    expect(await uidsIn('dev')).toBe(made);
  });

  test('a version that serves another page than it should is neither verified nor promoted', async () => {
    const why = ['--reason', 'it serves another page', '--commit'];
    const good = line.selected('dev', 'page');
    await line.run('verify', 'dev', ...SOON);
    await line.changePage({ 'index.html': 'out of order\n' }, 'page: say less');
    await line.run('deploy', 'images');
    await line.run('release', '--commit');
    await line.run('deploy', 'dev');

    const { code, output } = await line.attempt('verify', 'dev', '--stable-for', '2s', '--commit');
    expect(code).toBe(1);
    expect(output).toMatch(
      /GET page:http\/ of page-\w+-\w+: 200 in \d+ ms, without "version"\n +out of order\n/,
    );
    expect(output).toContain('npx slipway rollback dev --reason');
    const promoted = await line.attempt(
      'promote',
      'staging',
      'page',
      '--digest',
      line.selected('dev', 'page'),
    );
    expect({ code: promoted.code, output: promoted.output }).toEqual({
      code: 1,
      output: expect.stringContaining('promotion/verified'),
    });

    await line.run('rollback', 'dev', 'page', ...why);
    expect(line.selected('dev', 'page')).toBe(good);
    await line.run('deploy', 'dev');
  });

  test('a pod that fits on no node is reported with what is missing, and no other pod is lost', async () => {
    line.say({ pageCpu: 100_000, rolloutSeconds: 45 });
    const { code, stdout } = await line.attempt('deploy', 'dev');
    line.say({});

    expect(code).toBe(1);
    expect(stdout).toMatch(/control-plane needs \d+m of CPU more \(asked for 100000m, free \d+m\)/);
    expect(stdout).toContain('page: 2 of its pods serve');
    await line.run('deploy', 'dev');
  });

  test('an image that the registry has lost stops a deploy before anything is changed', async () => {
    const manifest = `http://localhost:5000/v2/line/page/manifests/${line.selected('dev', 'page')}`;
    await inside(lab.cluster, 'curl', '--silent', '--fail', '--request', 'DELETE', manifest);
    const generation = () =>
      kubectl(
        '--namespace',
        'line-dev',
        'get',
        'deployment/page',
        '--output',
        'jsonpath={.metadata.generation}',
      );
    const before = await generation();

    line.say({ pageCpu: 20 });
    const { code, stdout } = await line.attempt('deploy', 'dev');
    expect(code).toBe(1);
    expect(stdout).toContain(
      'environments/dev/releases/page.json must select an image that is complete in the registry',
    );
    expect(await generation()).toBe(before);
  });

  test('protected resources are not destroyed; the rest is, data by name, services first', async () => {
    const protectedOne = await line.attempt('destroy', 'prod', '--data');
    expect(protectedOne.code).toBe(1);
    expect(protectedOne.output).toContain('kubernetes_persistent_volume_claim_v1.notes-data');

    const refused = await line.attempt('destroy', 'dev');
    expect(refused.code).toBe(3);
    expect(refused.stdout).toContain('(delete): the volume line-dev/notes-data and what is stored in it');
    expect(await inside(lab.cluster, 'curl', '--silent', PAGE)).toBe('version 3');

    const { code, stdout } = await line.attempt('destroy', 'dev', '--data');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^dev-services +done .*\ndev-base +done/m);
    expect(await kubectl('get', 'namespaces', '--output', 'name')).not.toContain('line-dev');
  });
});

/** Sends a visitor away. Returns the different answers that it had. */
async function seen(visitor: Visitor): Promise<readonly string[]> {
  await visitor.leave();
  return Object.keys(visitor.answers).sort();
}
