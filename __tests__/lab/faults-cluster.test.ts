import { applyInCluster, until } from '../../lab';
import type { BegunCommand } from './support/begun-command';
import { clusterLab, inside } from './support/cluster-lab';
import { bringBack, killPart, takeAway, untilApiAnswers } from './support/cluster-part';
import { untilPodsPend } from './support/pending-pods';
import { loseLayer, ownLayer } from './support/registry-store';
import { ShippedLine } from './support/shipped-line';
import { whereShippingRuns } from './support/where-machines-run';

// What breaks around a team that ships by the commands: each time a clear word, nothing lost, and a next deploy that gets
// there. Each test goes on where the one before it ended. A digest that the registry does not know, and a version that crashes,
// are in ship.test.ts.

/** Longer than any test waits: no rollout is given up because a machine is slow. */
const ROLLOUT = { rolloutSeconds: 150 };
const WORKLOADS = ['deployment/page', 'statefulset/notes'];
const PODS = 3;
const UIDS = 'jsonpath={.items[*].metadata.uid}';
const UNPULLED = "can't pull its image: the registry has no such image, or has lost a layer of it";
const NOTHING_TO_DO = /^dev-services +nothing to do *$/m;

whereShippingRuns('faults of a registry, a cluster and a state', () => {
  const lab = clusterLab();
  let line: ShippedLine;

  beforeAll(async () => {
    line = await ShippedLine.layOut(lab.home, lab.cluster);
    line.say(ROLLOUT);
  });

  const kubectl = (...args: readonly string[]) => inside(lab.cluster, 'kubectl', ...args);
  const uidsIn = (environment: string) =>
    kubectl('--namespace', `line-${environment}`, 'get', ...WORKLOADS, '--output', UIDS);

  /** Without a scheduler new pods are placed on no node, so that a rollout stays in the middle. */
  const holdPods = () => takeAway(lab.cluster, 'kube-scheduler');
  const letPodsGo = () => bringBack(lab.cluster, 'kube-scheduler');

  /** Waits until a deploy has told the cluster what to run, and waits for so many pods. */
  const untilPending = (environment: string, count: number, deploy: BegunCommand) =>
    untilPodsPend(lab.cluster, `line-${environment}`, count, () => deploy.output);

  async function untilUp(environment: string): Promise<void> {
    await until(
      `what is selected in ${environment}`,
      async () => ((await line.attempt('status', environment)).code === 0 ? true : undefined),
      { timeoutMs: 180_000, everyMs: 1_000 },
    );
  }

  test('a registry that is down is named, and the next deploy pushes what was built', async () => {
    await takeAway(lab.cluster, 'docker-registry');
    const { code, stdout } = await line.attempt('deploy', 'images');
    await bringBack(lab.cluster, 'docker-registry');

    expect(code).toBe(1);
    expect(stdout).toContain(
      'The registry localhost:5000 does not answer. What was built stays with the engine.\n→',
    );
    // Only the two that push: nothing is built a second time.
    expect(await line.run('deploy', 'images')).toMatch(/^images +done +create 2$/m);
  });

  test('an image with a layer that the registry has lost is not recorded, and is pushed again', async () => {
    const digest = await line.built('page');
    const layer = await ownLayer(lab.cluster, 'line/page', digest);
    loseLayer(lab.cluster, layer);

    const refused = await line.attempt('release', '--commit');
    expect(refused.code).toBe(1);
    expect(refused.output).toContain(`the registry has lost ${layer} of it`);
    expect(refused.output).toContain('→ Push it again: `npx slipway deploy images`.');

    const mended = await line.attempt('deploy', 'images');
    expect(mended.output).toContain(
      `docker_registry_image.page: the registry has lost ${layer} of it: pushing it again`,
    );
    expect(mended.stdout).toMatch(/^images +done +replace 1$/m);
    await line.run('release', '--commit');
    expect(line.selected('dev', 'page')).toBe(digest);
  });

  test('an image that is lost later stops a deploy before anything changes, until it is pushed as advised', async () => {
    await line.run('deploy', 'dev', 'base');
    await applyInCluster(lab.cluster, {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'page', namespace: 'line-dev' },
      stringData: { token: 'of-dev' },
    });
    const layer = await ownLayer(lab.cluster, 'line/page', line.selected('dev', 'page'));
    loseLayer(lab.cluster, layer);

    const { code, output } = await line.attempt('deploy', 'dev', 'services');
    expect(code).toBe(1);
    expect(output).toContain(
      'environments/dev/releases/page.json must select an image that is complete in the registry',
    );
    expect(output).toContain(layer);
    expect(await kubectl('--namespace', 'line-dev', 'get', 'services', '--output', 'name')).toBe('');
    await line.shell(pushIn(output));
  });

  test('a cluster that disappears during a first deploy is named', async () => {
    await holdPods();
    const deploy = line.begin('deploy', 'dev', 'services');
    await untilPending('dev', PODS, deploy);
    await takeAway(lab.cluster, 'kube-apiserver');
    const { code, stdout } = await deploy.ended;
    await bringBack(lab.cluster, 'kube-apiserver');
    await untilApiAnswers(lab.cluster);

    expect(code).toBe(1);
    expect(stdout).toContain('The cluster did not answer. What it was told before stands');
  });

  test('a node that cannot pull a lost image says so, and pulls it once it is pushed again', async () => {
    loseLayer(lab.cluster, await ownLayer(lab.cluster, 'line/page', line.selected('dev', 'page')));
    await letPodsGo();
    await until(
      'the cause',
      async () => {
        const { output } = await line.attempt('verify', 'dev', 'page', '--dry-run');
        return output.includes(UNPULLED) ? true : undefined;
      },
      { timeoutMs: 150_000 },
    );

    await line.shell(pushIn((await line.attempt('deploy', 'dev', 'services')).output));
    await untilUp('dev');
  });

  test('objects that came up after Terraform gave up on them are imported', async () => {
    const made = await uidsIn('dev');
    const { stdout, output } = await line.attempt('deploy', 'dev', 'services');

    expect(stdout).toMatch(NOTHING_TO_DO);
    for (const address of ['kubernetes_deployment_v1.page', 'kubernetes_stateful_set_v1.notes'])
      expect(output).toContain(`${address} came up after Terraform had given up on it: imported`);
    expect(await uidsIn('dev')).toBe(made);
  });

  test('an API server that is killed during a rollout costs at most a second deploy', async () => {
    const made = await uidsIn('dev');
    line.say({ ...ROLLOUT, pageCpu: 15 });
    await holdPods();
    const deploy = line.begin('deploy', 'dev', 'services');
    await untilPending('dev', 1, deploy);
    await killPart(lab.cluster, 'kube-apiserver');
    await untilApiAnswers(lab.cluster);
    await letPodsGo();

    // Whether Terraform asks at the wrong moment is chance.
    const { code, stdout } = await deploy.ended;
    if (code !== 0) expect(stdout).toContain('The cluster did not answer');
    await untilUp('dev');
    expect(await line.run('deploy', 'dev', 'services')).toMatch(NOTHING_TO_DO);
    expect(await uidsIn('dev')).toBe(made);
  });

  test('a second deploy is told who is running one, also when only its Terraform is left', async () => {
    const made = await uidsIn('dev');
    line.say({ ...ROLLOUT, pageCpu: 20 });
    await holdPods();
    const deploy = line.begin('deploy', 'dev', 'services');
    await untilPending('dev', 1, deploy);
    const held = /root@\S+ works on this state since \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC/;

    const inItsFolder = await line.attempt('deploy', 'dev', 'services');
    expect(inItsFolder.output).toMatch(
      new RegExp(`another run is in progress: process ${deploy.pid} of \\S+ has held \\S+ since \\d{4}-`),
    );
    const elsewhere = await line.attempt('deploy', 'dev', 'services', '--output', 'other.out');
    expect(elsewhere.stdout).toMatch(held);

    await deploy.killAlone();
    const orphaned = await line.attempt('deploy', 'dev', 'services');
    expect(orphaned.stdout).toMatch(held);
    expect(orphaned.stdout).not.toContain('force-unlock');

    await letPodsGo();
    await line.untilTerraformEnded('dev-services');
    expect(await line.run('deploy', 'dev', 'services')).toMatch(NOTHING_TO_DO);
    expect(await uidsIn('dev')).toBe(made);
  });

  test('a deploy that was killed with its Terraform blocks nobody, and its plan is removed by the next one', async () => {
    const made = await uidsIn('dev');
    line.say({ ...ROLLOUT, pageCpu: 25 });
    await holdPods();
    const deploy = line.begin('deploy', 'dev', 'services');
    await untilPending('dev', 1, deploy);
    await line.killWithTerraform(deploy, 'dev-services');
    await letPodsGo();
    expect(line.kept()).toHaveLength(1);

    expect(await line.run('deploy', 'dev', 'services')).toMatch(NOTHING_TO_DO);
    expect(line.kept()).toEqual([]);
    await untilUp('dev');
    expect(await uidsIn('dev')).toBe(made);
  });

  test('with PostgreSQL, the database says who holds a lock; what a killed Terraform created is named and imported', async () => {
    await line.run('verify', 'dev', '--stable-for', '2s', '--wait', '4m', '--commit');
    await line.run('promote', 'staging', '--commit');
    line.say({ ...ROLLOUT, pageCpu: 25, stagingState: 'postgres' });
    await line.run('deploy', 'staging', 'base');
    await holdPods();
    const deploy = line.begin('deploy', 'staging', 'services');
    await untilPending('staging', PODS, deploy);

    const locked = await line.attempt('deploy', 'staging', 'services', '--output', 'other.out');
    expect(locked.stdout).toContain('Another run works on this state. The database knows who it is');
    const [query = 'false'] = /psql .*$/m.exec(locked.stdout) ?? [];
    expect(await line.shell(query)).toContain('(1 row)');

    await line.killWithTerraform(deploy, 'staging-services');
    await letPodsGo();
    const made = await uidsIn('staging');
    // What comes after what is there already is found only when that is taken over.
    for (let round = 0; round < 3; round += 1) {
      const { output } = await line.attempt('deploy', 'staging', 'services');
      const lines = [...output.matchAll(/→ Import it: (.*)$/gm)].map(([, command = 'false']) => command);
      if (round === 0) expect(lines.join()).toContain('import kubernetes_service_v1.page line-staging/page');
      if (lines.length > 0) await line.shell(lines.join('\n'));
    }
    expect(await line.run('deploy', 'staging', 'services')).toMatch(/^staging-services +nothing to do *$/m);
    expect(await uidsIn('staging')).toBe(made);
    await untilUp('staging');
  });
});

/** The push that a deploy advises. */
function pushIn(output: string): string {
  return /`(docker push [^`]+)`/.exec(output)?.[1] ?? 'false';
}
