import { clusterLab, inside } from './support/cluster-lab';
import { ShippedLine } from './support/shipped-line';
import { whereShippingRuns } from './support/where-machines-run';

// A migration as a team has it, run by the real cluster. Each test goes on where the one before it ended.

const NAMESPACE = 'jobs-dev';
const SOON = ['--stable-for', '1s', '--wait', '4m', '--commit'];
const WHY = ['--reason', 'a test', '--commit'];

whereShippingRuns('a job that runs once for each image', () => {
  const lab = clusterLab();
  let line: ShippedLine;

  beforeAll(async () => {
    line = await ShippedLine.layOut(lab.home, lab.cluster, 'jobs-project');
  });

  const kubectl = (...args: readonly string[]) =>
    inside(lab.cluster, 'kubectl', `--namespace=${NAMESPACE}`, ...args);
  const digest = () => line.selected('dev', 'store');
  const run = () => `migrate-${digest().slice('sha256:'.length, 'sha256:'.length + 12)}`;
  const runs = async () =>
    (await kubectl('get', 'jobs', '--output=name'))
      .split('\n')
      .filter((name) => name.includes('migrate'))
      .sort();
  /** What happened, without the times. */
  const recorded = async (job = 'migrate') =>
    (await kubectl('get', 'configmap/slipway-jobs', `--output=jsonpath={.data.${job}}`))
      .trim()
      .split('\n')
      .map((entry) => entry.split(' ').slice(1).join(' '));

  async function ship(files: Readonly<Record<string, string>>, message: string): Promise<void> {
    await line.change('app', files, message);
    await line.run('deploy', 'images');
    await line.run('release', '--override', 'hold', ...WHY);
  }

  test('it runs after what it connects to, and before what needs it', async () => {
    await line.run('deploy', 'images');
    await line.run('release', '--commit');
    await line.run('deploy', 'dev');

    expect(await runs()).toEqual([`job.batch/${run()}`]);
    expect(await kubectl('logs', `job/${run()}`)).toBe('version 1\nmigrated to version 1');
    const times = await kubectl(
      ...['get', 'deployment/store', `job/${run()}`, 'deployment/app'],
      '--output=jsonpath={range .items[*]}{.status.completionTime}{.metadata.creationTimestamp} {end}',
    );
    const [store = '', job = '', app = ''] = times.split(' ');
    // A job's text is the time of its end, followed by that of its beginning.
    const ended = job.slice(0, store.length);
    expect([store, ended, app]).toEqual([store, ended, app].sort());
    expect(await recorded()).toEqual([`started ${digest()}`, `succeeded ${digest()}`]);
  });

  test('a job that comes after the rollout begins once the new pods are ready', async () => {
    const cleanUp = run().replace('migrate', 'clean-up');
    expect(await kubectl('logs', `job/${cleanUp}`)).toBe('cleaned up behind version 1');
    const begun = await kubectl('get', `job/${cleanUp}`, '--output=jsonpath={.status.startTime}');
    const ready = await kubectl(
      ...['get', 'pods', '--selector=app.kubernetes.io/name=app'],
      '--output=jsonpath={.items[0].status.conditions[?(@.type=="Ready")].lastTransitionTime}',
    );
    expect([ready, begun]).toEqual([ready, begun].sort());
  });

  test('a second deploy does not run it again, and the status says that it has run', async () => {
    expect(await line.run('deploy', 'dev')).toMatch(/^dev-services +nothing to do/m);
    expect(await runs()).toHaveLength(1);
    expect((await line.attempt('status', 'dev')).stdout).toMatch(/migrate/);
  });

  test('another image runs it, and a rollback to the one before runs nothing', async () => {
    const first = digest();
    await line.run('verify', 'dev', ...SOON);
    await ship({ 'index.html': 'version 2\n' }, 'app: the second version');
    await line.run('deploy', 'dev');
    await line.run('verify', 'dev', ...SOON);
    const second = digest();
    const all = [first, second].flatMap((image) => [`started ${image}`, `succeeded ${image}`]);
    expect(await recorded()).toEqual(all);

    for (const image of [first, second]) {
      await line.run('rollback', 'dev', 'store', '--to', image, ...WHY);
      await line.run('deploy', 'dev');
      expect(digest()).toBe(image);
      expect(await line.run('verify', 'dev', ...SOON)).not.toContain('problem');
    }

    expect(await recorded()).toEqual(all);
    expect(await recorded('clean-up')).toEqual(all);
    expect(await runs()).toHaveLength(2);
  });

  test('one that fails stops the deploy with its last lines, and what ran before goes on', async () => {
    const before = digest();
    await ship(
      { 'migrate.sh': 'echo "table orders is locked" >&2; exit 3\n', 'index.html': 'version 3\n' },
      'app: the third version',
    );

    const { code, stdout } = await line.attempt('deploy', 'dev');

    expect(code).toBe(1);
    expect(stdout).toContain('table orders is locked');
    expect(stdout).toContain('--rerun-job migrate');
    expect((await recorded()).at(-1)).toBe(`failed ${digest()}`);
    expect((await recorded('clean-up')).at(-1)).toBe(`succeeded ${before}`);
    expect(
      await kubectl('get', 'deployment/app', '--output=jsonpath={.spec.template.spec.containers[0].image}'),
    ).toContain(before);
    const again = await line.attempt('deploy', 'dev');
    expect(again.code).toBe(1);
    expect(await runs()).toHaveLength(3);
  });
});
