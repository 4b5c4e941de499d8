import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { CHECKOUT, temporaryHome } from '../../support/temporary-home';

const home = temporaryHome('add');
const DIGEST = `sha256:${'5'.repeat(64)}`;

/** A project that `slipway init` wrote. */
async function fresh(name: string, environments = 'dev,prod'): Promise<void> {
  await home.slipway('init', name, '--environments', environments);
  home.install(name);
}

/** The reference project, whose environments select images. */
function reference(name: string): void {
  mkdirSync(join(home.path, name));
  for (const path of ['main.ts', 'composition.ts', 'project.ts', 'services', 'environments'])
    cpSync(join(CHECKOUT, path), join(home.path, name, path), { recursive: true });
  home.write(`${name}/package.json`, '{ "name": "copy", "private": true }');
  home.install(name);
}

function add(project: string, ...args: readonly string[]) {
  return home.slipwayIn(project, 'add', ...args);
}

function sourcesOf(project: string): Readonly<Record<string, string>> {
  const all = Object.entries(home.files(project));
  return Object.fromEntries(all.filter(([path]) => !/^(node_modules|cdktf\.out)\//.test(path)));
}

/** Synthesises it, and checks its format. */
function expectSound(project: string): void {
  expect(home.synthesise(project)).toMatchObject({ stderr: '', status: 0 });
  const modules = join(CHECKOUT, 'node_modules');
  const prettier = ['--single-quote', '--print-width', '110', '--trailing-comma', 'all'];
  const ignored = ['--ignore-path', join(home.path, 'none')];
  const files = '{*,environments/**/*,services/**/*}.ts';
  const formatted = home.node(
    project,
    join(modules, 'prettier/bin/prettier.cjs'),
    '--check',
    ...ignored,
    ...prettier,
    files,
  );
  expect(formatted.stderr).toBe('');
}

describe('a service', () => {
  test('is written, registered, and sized for every environment', async () => {
    await fresh('service');
    const { stdout, status } = await add('service', 'service', 'order-desk');
    expect({ stdout, status }).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^written +services\/order-desk\/Dockerfile$/m),
    });
    expect(home.read('service/project.ts')).toContain('services: [hello, orderDesk],');
    expect(home.read('service/environments/sizes.ts')).toMatch(/^ {2}'order-desk': \{$/m);
    expectSound('service');
    expect(home.read('service/cdktf.out/slipway.json')).toContain('"order-desk"');
  });

  test('added again, changes nothing; and completes what is missing', async () => {
    const before = sourcesOf('service');
    const again = () => add('service', 'service', 'order-desk');
    expect((await again()).stdout).toBe('Everything is there already.\n');
    home.write('service/project.ts', before['project.ts']?.replace('[hello, orderDesk]', '[hello]') ?? '');
    await again();
    expect(sourcesOf('service')).toEqual(before);
  });

  test('that somebody has changed since is refused, and nothing is written', async () => {
    const text = home.read('service/services/order-desk/server.js');
    home.write('service/services/order-desk/server.js', `${text}// mine\n`);
    const before = sourcesOf('service');
    const { stderr, status } = await add('service', 'service', 'order-desk');
    expect({ stderr, status }).toEqual({ status: 1, stderr: expect.stringContaining('add/exists') });
    expect(sourcesOf('service')).toEqual(before);
  });

  test('of an image that was built elsewhere has the ports and the user that are known of it', async () => {
    await fresh('prebuilt');
    const image = `redis:7@${DIGEST}`;
    await add('prebuilt', 'service', 'cache', '--image', image);
    const text = home.read('prebuilt/services/cache/service.ts');
    expect(text).toContain(`'docker.io/library/${image}'`);
    expect(text).toContain('ports: { redis: 6379 }');
    await add('prebuilt', 'service', 'mailer', '--image', `example.com/mailer@${DIGEST}`, '--port', '2525');
    expect(home.read('prebuilt/services/mailer/service.ts')).toContain('2525');
    expectSound('prebuilt');
  });

  test('whose registration cannot be found is written, and the lines to add are printed', async () => {
    await fresh('by-hand');
    const { 'project.ts': text = '' } = sourcesOf('by-hand');
    home.write('by-hand/project.ts', text.replace('[hello]', 'Object.values({ hello }) as [typeof hello]'));
    const before = sourcesOf('by-hand');
    const { stdout } = await add('by-hand', 'service', 'api');
    expect(stdout).toContain(
      "in project.ts, the list `services`:\n    import { api } from './services/api/service';",
    );
    expect(sourcesOf('by-hand')['project.ts']).toBe(before['project.ts']);
    expect(existsSync(join(home.path, 'by-hand/services/api/Dockerfile'))).toBe(true);
  });

  test.each([
    ['a name that is not a label', ['Api'], 'names/label'],
    ['a name that a job has', ['nightly'], 'add/options'],
    ['a port for what is built here', ['api', '--port', '80'], 'must come with --image'],
    ['an option of another kind', ['api', '--cores', '4'], 'must not be given for service'],
    ['an image that is not a reference', ['api', '--image', 'http://x/y z'], '--image must be the reference'],
    ['a password in an image', ['api', '--image', 'ops:hunter2@r.example.com/x'], 'but is one with an @'],
    ['a name that every object has', ['constructor'], 'name must be another name'],
    ['a name that is too long for its pods', ['a'.repeat(60)], 'at most 52 characters'],
  ])('%s is refused, and nothing is written', async (_, args, says) => {
    if (!existsSync(join(home.path, 'refused'))) {
      await fresh('refused');
      home.write(
        'refused/project.ts',
        home
          .read('refused/project.ts')
          .replace('{ localState,', '{ cronJob, localState,')
          .replace(
            '  services: [hello],',
            "  services: [hello],\n  jobs: [cronJob({ name: 'nightly', of: hello, command: ['x'], schedule: '@daily', timeZone: 'Etc/UTC' })],",
          ),
      );
    }
    const before = sourcesOf('refused');
    const { stderr, status } = await add('refused', 'service', ...args);
    expect({ stderr, status }).toEqual({ status: 1, stderr: expect.stringContaining(says) });
    expect(stderr).not.toMatch(/^\s+at |hunter2/m);
    expect(sourcesOf('refused')).toEqual(before);
  });

  test('that is built here needs a registry', async () => {
    await fresh('no-registry');
    const text = home.read('no-registry/project.ts').replace(/ {2}registry: .*\n/, '');
    home.write('no-registry/project.ts', text);
    const { stderr } = await add('no-registry', 'service', 'api');
    expect(stderr).toContain('project.registry must be set');
  });
});

describe('an environment', () => {
  test('comes after the one that is named, and before those that came after that', async () => {
    await fresh('pipeline');
    expect(await add('pipeline', 'environment', 'staging', '--after', 'dev')).toMatchObject({ status: 0 });
    expect(home.read('pipeline/composition.ts')).toContain('environments: [dev, staging, prod],');
    const prod = home.read('pipeline/environments/prod/index.ts');
    expect(prod).toContain('after: staging,');
    expect(prod).not.toContain("from '../dev'");
    expect(home.read('pipeline/environments/staging/index.ts')).toContain("context: 'pipeline-staging'");
    const before = sourcesOf('pipeline');
    const again = await add('pipeline', 'environment', 'staging', '--after', 'dev');
    expect(again.stdout).toBe('Everything is there already.\n');
    expect(sourcesOf('pipeline')).toEqual(before);
  });

  test('is the last one by default', async () => {
    await add('pipeline', 'environment', 'eu-prod');
    expect(home.read('pipeline/composition.ts')).toContain('environments: [dev, staging, prod, euProd],');
    expectSound('pipeline');
  });

  test('before one that selects images becomes a branch, since those images are not verified there', async () => {
    reference('reference');
    const { stdout } = await add('reference', 'environment', 'qa', '--after', 'staging');
    expect(stdout).toContain('prod still comes after staging');
    expect(stdout).toContain(
      'Not taken from staging, since each environment has its own: hypervisors, overcommit, networks, pools.',
    );
    expect(home.read('reference/environments/qa/index.ts')).toContain("domain: 'shop.qa.example.com'");
  });

  test('for a pull request is beside the pipeline, in the cluster of the one that it is like', async () => {
    const { status } = await add('pipeline', 'environment', 'pr-7', '--like', 'dev');
    expect(status).toBe(0);
    expect(home.read('pipeline/composition.ts')).toContain(
      'environments: [dev, pr7, staging, prod, euProd],',
    );
    const text = home.read('pipeline/environments/pr-7/index.ts');
    expect(text).toContain("name: 'pr-7',\n  after: null,");
    expect(text).toContain("context: 'pipeline-dev',");
    expect(home.read('pipeline/environments/staging/index.ts')).toContain('after: dev,');
    expectSound('pipeline');
    const before = sourcesOf('pipeline');
    const again = await add('pipeline', 'environment', 'pr-7', '--like', 'dev');
    expect(again.stdout).toBe('Everything is there already.\n');
    expect(sourcesOf('pipeline')).toEqual(before);

    const both = await add('pipeline', 'environment', 'pr-8', '--like', 'dev', '--after', 'dev');
    expect(both.stderr).toContain('--like must come without --after');
    expect((await add('pipeline', 'environment', 'pr-8', '--like', 'qa')).stderr).toContain('qa');
    for (const [taken, says] of [
      ['sizes', 'name must not be that of a file beside it'],
      ['images', '`slipway deploy images` builds and pushes the images'],
      ['constructor', 'name must be another name'],
      ['a'.repeat(60), 'at most 63 characters'],
    ] as const) {
      const { stderr, status } = await add('pipeline', 'environment', taken, '--like', 'dev');
      expect({ stderr, status }).toEqual({ status: 1, stderr: expect.stringContaining(says) });
    }
    expect(sourcesOf('pipeline')).toEqual(before);
    const long = await add('pipeline', 'environment', 'a'.repeat(300), '--like', 'dev');
    expect(long.stderr).toMatch(/name must have at most 63 characters, but is a+, which has 300\n/);
    const service = await add('pipeline', 'service', 'a'.repeat(53));
    expect(service.stderr).toMatch(/name must have at most 52 characters, but is a+, which has 53\n/);
  });

  test('for a pull request has no machines of its own, and its own domains', async () => {
    const dev = 'reference/environments/dev/index.ts';
    const domain = "domain: 'shop.dev.example.com',";
    home.write(
      dev,
      home.read(dev).replace(domain, `${domain}\n      aliases: ['www.shop.dev.example.com'],`),
    );
    const { stdout } = await add('reference', 'environment', 'pr-7', '--like', 'dev');
    expect(stdout).toContain('Not taken from dev, since each environment has its own:');
    const text = home.read('reference/environments/pr-7/index.ts');
    expect(text).toContain("context: 'shop-dev',\n    provides: {");
    expect(text).toContain("domain: 'shop.pr-7.example.com'");
    expect(text).toContain("aliases: ['www.shop.pr-7.example.com']");
    expectSound('reference');
  });

  test('is not copied from one whose names nothing exports', async () => {
    const path = 'reference/environments/dev/index.ts';
    const text = home.read(path);
    home.write(
      path,
      text
        .replace('export const dev', 'const one = 1;\nexport const dev')
        .replace('replicas: 1', 'replicas: one'),
    );
    const before = sourcesOf('reference');
    const { stderr, status } = await add('reference', 'environment', 'test', '--after', 'dev');
    expect({ stderr, status }).toEqual({ status: 1, stderr: expect.stringContaining('Export one') });
    expect(sourcesOf('reference')).toEqual(before);
    home.write(path, text);
  });
});

describe('a host', () => {
  const args = ['--cores', '32', '--memory', '256', '--failure-domain', 'rack2'];
  const addToProd = (...size: readonly string[]) =>
    add('reference', 'host', 'rack2-c', '--environment', 'prod', ...size);

  test('is reached as the others of its environment', async () => {
    const { status } = await addToProd(...args);
    expect(status).toBe(0);
    expect(home.read('reference/environments/prod/index.ts')).toContain(
      "'rack2-c': libvirt({\n      uri: 'qemu+ssh://ops@rack2-c/system',\n      cores: 32,",
    );
    expectSound('reference');
    const again = await addToProd(...args);
    expect(again.stdout).toBe('Everything is there already.\n');
  });

  test('of another size than the one that is there is refused', async () => {
    const { stderr } = await addToProd(...args.with(1, '64'));
    expect(stderr).toContain('environments.prod.hypervisors.rack2-c must not exist yet');
  });

  test('may be the first of its environment', async () => {
    await fresh('hosts', 'dev');
    const addDesk = (...size: readonly string[]) =>
      add('hosts', 'host', 'desk', '--environment', 'dev', ...size);
    const { stderr } = await addDesk('--cores', '8');
    expect(stderr).toContain('--memory must be given for host');
    await addDesk('--cores', '8', '--memory', '32');
    expect(home.read('hosts/environments/dev/index.ts')).toContain("uri: 'qemu+ssh://root@desk/system'");
    expectSound('hosts');
  });

  test.each([
    ['a password in its URI', ['--uri', 'qemu+ssh://ops:hunter2@rack/system'], 'must hold no password'],
    ['what is not a URI', ['--uri', "it's"], 'must be a URI that begins with qemu:///'],
    ['the server of another host', ['--uri', 'qemu+ssh://root@desk/system'], 'that no other hypervisor'],
    ['more memory than can be counted', ['--memory', '99999999999'], 'Size.gibibytes(99999999999)'],
    ['more cores than any server has', ['--cores', '65537'], 'must be a whole number from 1 to 65536'],
    ['a failure domain of two lines', ['--failure-domain', 'a\nb'], 'must be a name on one line'],
  ])('with %s is refused, and nothing is written', async (_, args, says) => {
    const before = sourcesOf('hosts');
    const sized = ['--environment', 'dev', '--cores', '8', '--memory', '32'];
    const { stderr, status } = await add('hosts', 'host', 'other', ...sized, ...args);
    expect({ stderr, status }).toEqual({ status: 1, stderr: expect.stringContaining(says) });
    expect(stderr).not.toMatch(/^\s+at |hunter2/m);
    expect(sourcesOf('hosts')).toEqual(before);
  });
});
