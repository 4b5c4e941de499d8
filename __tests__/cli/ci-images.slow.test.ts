import { chmodSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Release } from 'slipway';
import { platformsOfImage } from '../../operations/registry';
import { commandSession } from '../support/command-session';
import { RealRegistry, registryDescribe } from '../support/real-registry';
import { LineProject } from './line-project';

const AMD64 = { os: 'linux', architecture: 'amd64' };
const ARM64 = { os: 'linux', architecture: 'arm64', variant: 'v8' };

registryDescribe('images that a pipeline builds', () => {
  const project = new LineProject();
  // Where a test puts a docker of its own.
  const programs = join(project.folder, '.cache', 'bin');
  const session = commandSession(project.folder, {
    ...project.env,
    PATH: `${programs}${delimiter}${process.env['PATH'] ?? ''}`,
  });
  let registry: RealRegistry;

  beforeAll(async () => {
    registry = await RealRegistry.start();
    compose("builtBy: 'ci'");
  });
  afterAll(() => {
    session.end();
    registry.close();
  });

  /** Lets the services say this of their images. */
  function compose(options: string): void {
    const composition = readFileSync(join(project.folder, 'composition.js'), 'utf8');
    project.put(
      'composition.js',
      composition
        .replace(
          /image\(\{ context: join\(__dirname, 'services', name\).*?\}\)/,
          `image({ context: join(__dirname, 'services', name), ${options} })`,
        )
        .replace(/registry: '.*?'/, `registry: '${registry.host}/line'`),
    );
    project.commit('compose');
  }

  interface Listed {
    readonly service: string;
    readonly tag: string;
    readonly reference: string;
    readonly sourceHash: string;
    readonly recorded: string | null;
  }
  async function listed(service: string): Promise<Listed> {
    const { stdout } = await session.slipway('images', service, '--json');
    return (JSON.parse(stdout) as readonly Listed[])[0] as Listed;
  }
  function releaseOf(service: string): Release {
    return JSON.parse(
      readFileSync(join(project.folder, 'environments/dev/releases', `${service}.json`), 'utf8'),
    ) as Release;
  }

  test('are listed with what a pipeline needs, and as a file for bake', async () => {
    compose("builtBy: 'ci', platforms: ['linux/arm64', 'linux/amd64'], secrets: { npm: 'NPM_TOKEN' }");
    project.put('services/api/Dockerfile', 'FROM scratch\nRUN --mount=type=secret,id=npm true\n');
    const api = await listed('api');
    expect(api).toMatchObject({
      builtBy: 'ci',
      repository: `${registry.host}/line/api`,
      tag: `src-${api.sourceHash.slice(0, 16)}`,
      recorded: null,
      context: 'services/api',
      dockerfile: 'Dockerfile',
      platforms: ['linux/amd64', 'linux/arm64'],
    });
    const { stdout } = await session.slipway('images', 'api', '--bake');
    expect(JSON.parse(stdout)).toEqual({
      group: { default: { targets: ['api'] } },
      target: {
        api: {
          context: 'services/api',
          dockerfile: 'Dockerfile',
          platforms: ['linux/amd64', 'linux/arm64'],
          args: {},
          tags: [api.reference],
          secret: ['type=env,id=npm,env=NPM_TOKEN'],
        },
      },
    });
    project.put('services/api/Dockerfile', 'FROM scratch\nCOPY . /\n');
    compose("builtBy: 'ci'");
    expect((await session.slipway('images')).stdout).toMatch(
      /^api {2}\S+:src-[0-9a-f]{16} {2}to build by your pipeline$/m,
    );
  });

  test('are not released before they are in the registry', async () => {
    const { reference } = await listed('api');
    const { status, stderr } = await session.slipway('release', 'api');
    expect(status).toBe(1);
    expect(stderr).toContain(
      `services.api.image must be built from its current source by your pipeline, and pushed, but is not in the registry as ${reference}`,
    );
  });

  test('are recorded with the digest and the platforms that the registry has by their tag', async () => {
    const { tag, sourceHash } = await listed('api');
    const { digest } = await registry.pushIndex('line/api', [AMD64, ARM64], tag);
    expect(await session.slipway('release', 'api', '--commit')).toMatchObject({ status: 0, stderr: '' });
    expect(releaseOf('api')).toMatchObject({
      selected: digest,
      records: [{ digest, sourceHash, platforms: ['linux/amd64', 'linux/arm64'] }],
    });
    expect(await listed('api')).toMatchObject({ recorded: digest });
    expect(JSON.parse((await session.slipway('images', 'api', '--bake')).stdout)).toMatchObject({
      group: { default: { targets: [] } },
    });
  });

  test('keep their recorded digest, whatever is pushed by the same tag later', async () => {
    const { tag, recorded } = await listed('api');
    await registry.pushImage('line/api', { ...AMD64, variant: 'v3' }, tag);
    expect((await session.slipway('release', 'api')).stdout).toBe('There is nothing to change.\n');
    expect(releaseOf('api').selected).toBe(recorded);
  });

  describe('and are built again, of the same source', () => {
    const rebuild = (...options: readonly string[]) => session.slipway('rebuild', 'api', ...options);

    test('for a reason, and not before the pipeline has pushed the second image', async () => {
      const { tag } = await listed('api');
      expect((await rebuild()).stderr).toContain('reason must say why the same source is built again');
      expect((await rebuild('--reason', 'a patched base')).stderr).toContain(
        `is not in the registry as ${registry.host}/line/api:${tag}-2`,
      );
    });

    test('are recorded beside the first one, with the reason', async () => {
      const { tag, recorded, sourceHash } = await listed('api');
      const { digest } = await registry.pushIndex(
        'line/api',
        [{ ...AMD64, variant: 'v2' }, AMD64],
        `${tag}-2`,
      );
      expect(await rebuild('--reason', 'a patched base', '--commit')).toMatchObject({ status: 0 });
      expect(releaseOf('api')).toMatchObject({
        selected: digest,
        records: [
          { digest: recorded, sourceHash },
          { digest, sourceHash, rebuild: 'a patched base' },
        ],
        history: [{}, { event: 'selected', digest, reason: 'a patched base' }],
      });
      expect(releaseOf('api').records[0]).not.toHaveProperty('rebuild');
    });

    test('stay what the source is released as', async () => {
      expect((await listed('api')).recorded).toBe(releaseOf('api').selected);
      expect((await session.slipway('release', 'api')).stdout).toBe('There is nothing to change.\n');
    });

    test('by docker, where Terraform builds them: without its cache, and with the base pulled again', async () => {
      const { tag } = await listed('api');
      compose('builtBy: undefined');
      const log = join(programs, 'docker.log');
      project.put('.cache/bin/docker', `#!/bin/sh\necho "$DOCKER_BUILDKIT $*" >> ${log}\n`);
      chmodSync(join(programs, 'docker'), 0o755);
      const { digest } = await registry.pushIndex('line/api', [AMD64], `${tag}-3`);
      expect((await rebuild('--reason', 'again', '--dry-run')).stdout).toContain(`${tag}-3 would be built`);
      expect(await rebuild('--reason', 'again')).toMatchObject({ status: 0 });
      expect(releaseOf('api')).toMatchObject({ selected: digest });
      const context = join(project.folder, 'services/api');
      const reference = `${registry.host}/line/api:${tag}-3`;
      expect(readFileSync(log, 'utf8').trimEnd().split('\n')).toEqual([
        `1 build --pull --no-cache --platform linux/amd64 --file ${context}/Dockerfile --tag ${reference} ${context}`,
        `1 push ${reference}`,
      ]);
      compose("builtBy: 'ci'");
    });
  });

  test('are refused where their configuration says another platform than was asked for', async () => {
    const { tag } = await listed('web');
    // The index says amd64, as a builder was told. What is in it is for arm64.
    await registry.pushIndex('line/web', [ARM64], tag, AMD64);
    const { status, stderr } = await session.slipway('release', 'web');
    expect(status).toBe(1);
    expect(stderr).toContain(
      'services.web.image must be for linux/amd64, which was asked for, but is for linux/arm64, as its configuration in the registry says',
    );
  });

  test('are refused where the registry cannot be asked: it alone knows them', async () => {
    const elsewhere = readFileSync(join(project.folder, 'composition.js'), 'utf8');
    project.put('composition.js', elsewhere.replace(/registry: '.*?'/, "registry: '127.0.0.1:1/line'"));
    const { status, stderr } = await session.slipway('release', 'web');
    project.put('composition.js', elsewhere);
    expect(status).toBe(1);
    expect(stderr).toContain('services.web.image must be looked up in the registry');
  });

  describe('the platforms of an image are what its configurations say', () => {
    test.each<[string, (name: string) => Promise<{ readonly digest: string }>, readonly string[]]>([
      ['of one image', (name) => registry.pushImage(name, AMD64), ['linux/amd64']],
      [
        'of each image of an index, attestations aside',
        (name) => registry.pushIndex(name, [ARM64, AMD64]),
        ['linux/amd64', 'linux/arm64'],
      ],
      [
        'with a variant',
        (name) => registry.pushImage(name, { os: 'linux', architecture: 'arm', variant: 'v7' }),
        ['linux/arm/v7'],
      ],
      ['none, of an artifact', (name) => registry.pushImage(name, {}), []],
    ])('%s', async (_, push, expected) => {
      const { digest } = await push('any/thing');
      expect(await platformsOfImage(`${registry.host}/any/thing`, digest)).toEqual(expected);
    });

    test('and none where the registry lacks it', async () => {
      expect(await platformsOfImage(`${registry.host}/any/thing`, `sha256:${'0'.repeat(64)}`)).toEqual([]);
    });
  });
});
