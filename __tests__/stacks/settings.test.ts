import {
  absent,
  cidr,
  Cpu,
  cronJob,
  existingSecret,
  external,
  file,
  image,
  interpolate,
  InvalidInput,
  job,
  prebuilt,
  ref,
  secretKey,
  service,
  Size,
  tcp,
} from 'slipway';
import { context, devProps, front, released, services, smallProject, store } from '../support/small-project';
import { synthProject } from '../support/synth-project';

// What an environment may say of a service beside its size, and what a job may say beside its service.

const proxy = prebuilt(`docker.io/library/proxy:1@sha256:${'7'.repeat(64)}`);
const web = service({
  ...front.props,
  files: { '/etc/app/level': 'everywhere', '/etc/app/name': 'front' },
  initContainers: { warm: { command: ['warm'] } },
  sidecars: { proxy: { image: proxy, cpu: Cpu.millis(20), memory: Size.mebibytes(32) } },
});
const project = { services: [web, store] };

const inDev = (said: object, secrets = devProps().secrets) => ({
  secrets,
  services: {
    ...services('dev.example.com'),
    front: { ...services('dev.example.com').front, ...said },
  },
});

function resourcesOf(said: object, secrets = devProps().secrets): any {
  return synthProject(smallProject({ devOnly: true, project, dev: inDev(said, secrets) })).stacks[
    'dev-services'
  ]?.resource;
}

function problemsOf(changes: Parameters<typeof smallProject>[0]): readonly string[] {
  try {
    synthProject(smallProject({ devOnly: true, ...changes }));
    return [];
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    return error.findings.map(({ rule, path }) => `${rule} ${path}`);
  }
}

describe('files of an environment', () => {
  test('join those of the service, and win at the same path', () => {
    const files = { '/etc/app/level': file('dev', { mode: 0o400 }), '/etc/app/region': 'here' };
    const { data } = resourcesOf({ files }).kubernetes_config_map_v1['front-files'];
    expect(Object.values(data).sort()).toEqual(['dev', 'front', 'here']);
  });

  test('may be keys of a secret, which then needs a source', () => {
    const files = { '/etc/app/key': secretKey('signing', 'key') };
    expect(problemsOf({ project, dev: inDev({ files }) })).toEqual([
      'secrets/source environments.dev.secrets.signing',
    ]);
    const pod = resourcesOf({ files }, { ...devProps().secrets, signing: existingSecret() })
      .kubernetes_deployment_v1.front.spec.template.spec;
    expect(JSON.stringify(pod.volume)).toContain('"secret_name":"signing"');
  });

  test('are judged there', () => {
    expect(problemsOf({ project, dev: inDev({ files: { 'etc/app': 'x' } }) })).toEqual([
      'workload/mount-path environments.dev.services.front.files["etc/app"]',
    ]);
  });
});

describe('sizes of the containers beside a service', () => {
  test('are what the environment says, and else those of the service', () => {
    const { spec } = resourcesOf({
      sidecars: { proxy: { memory: Size.mebibytes(64) } },
      initContainers: { warm: { cpu: Cpu.millis(300) } },
    }).kubernetes_deployment_v1.front.spec.template;
    expect(spec.container[1].resources).toMatchObject({ requests: { cpu: '20m', memory: '64Mi' } });
    expect(spec.init_container[0].resources).toMatchObject({ requests: { cpu: '300m', memory: '64Mi' } });
  });

  test.each([
    [
      'of a container that there is not',
      { sidecars: { porxy: { cpu: Cpu.millis(1) } } },
      ['services/settings environments.dev.services.front.sidecars.porxy'],
    ],
    [
      'that are no sizes',
      { sidecars: { proxy: { image: proxy } } },
      ['shape/unknown environments.dev.services.front.sidecars.proxy.image'],
    ],
    [
      'that Kubernetes refuses',
      { sidecars: { proxy: { memoryRequest: Size.mebibytes(64) } } },
      ['workload/memory environments.dev.services.front.sidecars.proxy.memoryRequest'],
    ],
  ])('are refused %s', (_, said, problems) => {
    expect(problemsOf({ project, dev: inDev(said) })).toEqual(problems);
  });
});

describe('servers outside the cluster', () => {
  const database = external('db.prod.internal', 5432, ['10.1.0.0/16']);
  const { connectsTo: _connectsTo, ...rest } = front.props;
  const client = service({
    ...rest,
    connectsTo: { STORE: store.port('sql'), DB: database },
    env: { DB_URL: interpolate`postgres://${database.address()}/shop` },
    egress: [cidr('10.7.0.0/16', 443)],
  });
  const nightly = cronJob({
    ...{ name: 'nightly', of: client, command: ['x'], schedule: '@daily' },
    env: { FROM: database.host() },
  });
  const here = {
    connectsTo: { DB: external('db.dev.internal', 15432, ['10.2.0.0/16']) },
    egress: [cidr('10.8.0.0/16', 443)],
  };
  const { resource } =
    synthProject(smallProject({ project: { services: [client, store], jobs: [nightly] }, dev: inDev(here) }))
      .stacks['dev-services'] ?? {};
  const made: any = resource;

  test('are those of the environment, in every variable and in the policy', () => {
    const { env } = made.kubernetes_deployment_v1.front.spec.template.spec.container[0];
    expect(env).toEqual(
      expect.arrayContaining([
        { name: 'DB_HOST', value: 'db.dev.internal' },
        { name: 'DB_PORT', value: '15432' },
        { name: 'DB_URL', value: 'postgres://db.dev.internal:15432/shop' },
      ]),
    );
    const policies = JSON.stringify(made.kubernetes_network_policy_v1);
    expect(policies).toContain('10.2.0.0/16');
    expect(policies).not.toContain('10.1.0.0/16');
    const run = made.kubernetes_cron_job_v1.nightly.spec.job_template.spec.template.spec;
    expect(run.container[0].env).toContainEqual({ name: 'FROM', value: 'db.dev.internal' });
  });

  test('are reached by further ways out where the environment names some', () => {
    const policies = JSON.stringify(made.kubernetes_network_policy_v1);
    for (const network of ['10.7.0.0/16', '10.8.0.0/16']) expect(policies).toContain(network);
  });

  test.each([
    ['another name', { connectsTo: { DBS: database } }, 'services/settings', 'DBS'],
    ['a service', { connectsTo: { STORE: database } }, 'services/settings', 'STORE'],
    ['no server', { connectsTo: { DB: 'db.internal' } }, 'shape/kind', 'DB'],
  ])('are not given for %s', (_, said, rule, name) => {
    expect(problemsOf({ project: { services: [client, store] }, dev: inDev(said) })).toEqual([
      `${rule} environments.dev.services.front.connectsTo.${name}`,
    ]);
  });
});

describe('an image of another service in a container beside a service', () => {
  const beside = service({
    name: 'front',
    image: image({ context }),
    ports: { http: 8080 },
    ready: tcp('http'),
    public: 'http',
    settings: ['LOG_LEVEL'],
    initContainers: { load: { image: store.image, command: ['load'] } },
  });
  const changes = { devOnly: true, project: { services: [beside, store] } } as const;

  test('is the one that its releases select', () => {
    const resources: any = synthProject(smallProject(changes)).stacks['dev-services']?.resource;
    const { spec } = resources.kubernetes_deployment_v1.front.spec.template;
    expect(spec.init_container[0].image).toBe(`registry.example.com/small/store@sha256:${'2'.repeat(64)}`);
    expect(spec.container[0].image).toBe(`registry.example.com/small/front@sha256:${'1'.repeat(64)}`);
  });

  test('keeps the service from running while none is selected', () => {
    const { record } = synthProject(smallProject({ ...changes, releases: [released('dev', 'front')] }));
    expect(record.environments[0]?.services['front']?.digest).toBeNull();
  });

  test('is reported where none is selected, also where its own service is absent', () => {
    const lone = service({ ...beside.props, connectsTo: {} });
    const dev = {
      services: { front: services('dev.example.com').front, store: absent('a test') },
      secrets: {},
    };
    const { record } = synthProject(
      smallProject({
        ...{ devOnly: true, project: { services: [lone, store] }, dev },
        releases: [released('dev', 'front')],
      }),
    );
    expect(record.findings).toContainEqual(
      expect.objectContaining({
        rule: 'releases/none',
        path: 'environments.dev.services.front',
        message: expect.stringContaining('no release selects a digest for the image of store'),
      }),
    );
  });

  test('is one of this project', () => {
    const stranger = service({ ...store.props, name: 'stranger' });
    const lost = service({
      ...beside.props,
      initContainers: { load: { image: stranger.image, command: ['x'] } },
    });
    expect(problemsOf({ project: { services: [lost, store] } })).toEqual([
      'images/shared services.front.initContainers.load.image',
    ]);
  });
});

describe('an address in a variable of a job', () => {
  const other = service({ name: 'other', image: store.image, ports: { http: 80 }, ready: tcp('http') });
  const { volumes: _, ...size } = services('dev.example.com').store;
  const dev = { services: { ...services('dev.example.com'), other: { ...size, replicas: 1 } } };
  const migrate = (env: object, before = front) =>
    job({ name: 'migrate', of: front, command: ['x'], before: [before], env: env as never });
  const all = (...jobs: readonly object[]) => ({
    project: { services: [front, store, other], jobs: jobs as never },
    dev,
  });

  test('is one of the environment, opens the connection, and comes after the service', () => {
    const nightly = cronJob({
      ...{ name: 'nightly', of: front, command: ['x'], schedule: '@daily' },
      env: { OTHER: other.url('http') },
    });
    const { stacks } = synthProject(smallProject({ devOnly: true, ...all(nightly) }));
    const resources: any = stacks['dev-services']?.resource;
    const cron = resources.kubernetes_cron_job_v1.nightly;
    expect(cron.spec.job_template.spec.template.spec.container[0].env).toContainEqual({
      name: 'OTHER',
      value: 'http://other:80',
    });
    expect(resources.kubernetes_network_policy_v1).toHaveProperty('other-from-nightly');
    expect(cron.depends_on).toContain('kubernetes_deployment_v1.other');
  });

  test.each([
    [
      'leads nowhere',
      all(migrate({ OTHER: ref('othr').address('http') })),
      ['connections/target jobs.migrate.env.OTHER'],
    ],
    [
      'leads to what is rolled out after it',
      all(migrate({ OTHER: other.address('http') }, other as never)),
      ['jobs/circle jobs.migrate.before'],
    ],
  ])('is refused where it %s', (_what, changes, problems) => {
    expect(problemsOf(changes)).toEqual(problems);
  });
});
