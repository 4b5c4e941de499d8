import { delimiter, join } from 'node:path';
import {
  applyInCluster,
  buildGoProgram,
  findGoProgram,
  opentofu,
  ProgramUnavailable,
  withProvidersForOpenTofu,
} from '../../lab';
import { clusterLab, FIRST_PROGRAMS_LIMIT_MS, inside } from './support/cluster-lab';
import { ShippedLine } from './support/shipped-line';
import { whereShippingRuns } from './support/where-machines-run';

// A team that has deployed with Terraform goes on with OpenTofu, as docs/future.md says. Each test goes on where the one before it
// ended.

const PAGE = 'http://page.line-dev.svc.cluster.local:8080/';
const KUBERNETES = 'hashicorp/kubernetes';
const SOON = ['--stable-for', '2s', '--wait', '4m', '--commit'];

whereOpenTofuRuns('the same project with OpenTofu', () => {
  const lab = clusterLab();
  let terraform: ShippedLine;
  let line: ShippedLine;

  beforeAll(async () => {
    const bin = join(buildGoProgram(opentofu), 'bin');
    terraform = await ShippedLine.layOut(lab.home, lab.cluster);
    const { XDG_DATA_DIRS } = withProvidersForOpenTofu(join(lab.home, 'providers'));
    const PATH = [bin, process.env.PATH ?? ''].join(delimiter);
    line = terraform.with({ TERRAFORM_BINARY_NAME: 'tofu', PATH, XDG_DATA_DIRS });
  }, FIRST_PROGRAMS_LIMIT_MS);

  const kubectl = (namespace: string, ...args: readonly string[]) =>
    inside(lab.cluster, 'kubectl', '--namespace', namespace, ...args);

  test('what Terraform has deployed is as it should be, on the same state', async () => {
    await terraform.run('deploy', 'images');
    await terraform.run('deploy', 'dev', 'base');
    await applyInCluster(lab.cluster, {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'page', namespace: 'line-dev' },
      stringData: { token: 'of-dev' },
    });
    await terraform.run('release', '--commit');
    await terraform.run('deploy', 'dev');

    const again = await line.run('deploy', 'dev');
    expect(again).toMatch(/^dev-base +nothing to do *\ndev-services +nothing to do/m);
  });

  test('a change is applied', async () => {
    line.say({ pageCpu: 20 });
    expect(await line.run('deploy', 'dev')).toMatch(/^dev-services +done +update 1$/m);
  });

  test('an image that OpenTofu builds is released and serves; one that was released already leaves the state', async () => {
    await line.changePage({ 'index.html': 'version 2\n' }, 'page: the second version');
    expect(await line.run('deploy', 'images')).toMatch(/^images +done +forget 2, replace 2$/m);
    expect(await line.run('release', '--commit')).toContain('Committed as');
    await line.run('deploy', 'dev');
    expect(await line.run('verify', 'dev', ...SOON)).toContain('verified');
    expect(await inside(lab.cluster, 'curl', '--silent', PAGE)).toBe('version 2');
  });

  test('Terraform takes the state back once the providers in it have its names again', async () => {
    const replace = 'terraform -chdir=cdktf.out/stacks/dev-services state replace-provider -auto-approve';
    await terraform.shell(
      `${replace} registry.opentofu.org/${KUBERNETES} registry.terraform.io/${KUBERNETES}`,
    );

    expect(await terraform.run('deploy', 'dev', 'services')).toMatch(/^dev-services +nothing to do/m);
  });

  test('an environment that only OpenTofu deploys runs; the advice on a failure names the right program', async () => {
    await line.run('promote', 'staging', '--commit');
    await line.run('deploy', 'staging', 'base');
    await kubectl('line-staging', 'create', 'service', 'clusterip', 'page', '--tcp=80');

    const { code, stdout } = await line.attempt('deploy', 'staging');
    expect({ code, stdout }).toEqual({ code: 1, stdout: expect.stringContaining('tofu apply failed') });
    const [, advice = ''] = /→ Import it: (tofu .*)/.exec(stdout) ?? [];
    await line.shell(advice);

    await line.run('deploy', 'staging');
    expect((await line.attempt('status', 'staging')).code).toBe(0);
    expect(await line.run('deploy', 'staging')).toMatch(/^staging-services +nothing to do/m);
  });

  test('data is still destroyed by name alone', async () => {
    const refused = await line.attempt('destroy', 'staging');
    expect({ code: refused.code, stdout: refused.stdout }).toEqual({
      code: 3,
      stdout: expect.stringContaining(
        '(delete): the volume line-staging/notes-data and what is stored in it',
      ),
    });
    expect(await kubectl('line-staging', 'get', 'persistentvolumeclaims', '--output=name')).toContain(
      'persistentvolumeclaim/notes-data',
    );

    expect((await line.attempt('destroy', 'staging', '--data')).code).toBe(0);
    expect(await inside(lab.cluster, 'kubectl', 'get', 'namespaces', '--output=name')).not.toContain(
      'line-staging',
    );
  });
});

/** Tests that need OpenTofu too, which is built from Go modules: their name says it where Go is missing. */
function whereOpenTofuRuns(title: string, tests: () => void): void {
  try {
    findGoProgram(opentofu);
  } catch (error) {
    if (!(error instanceof ProgramUnavailable)) throw error;
    describe.skip(`${title}, skipped: OpenTofu can't be built: ${error.message.split('\n')[0] ?? ''}`, tests);
    return;
  }
  whereShippingRuns(title, tests);
}
