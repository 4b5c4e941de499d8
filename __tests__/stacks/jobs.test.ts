import { cronJob, Cpu, Duration, InvalidInput, job, service, image, noProbe, Size } from 'slipway';
import { context, DIGEST, front, released, services, smallProject, store } from '../support/small-project';
import { synthProject } from '../support/synth-project';
import { renderSummary } from '../../review/summary';

const nightly = cronJob({
  name: 'nightly',
  of: front,
  command: ['node', 'report.js'],
  schedule: '0 3 * * *',
  timeZone: 'Europe/Berlin',
  deadline: Duration.hours(1),
  env: { LOG_LEVEL: 'debug', REPORT: 'full' },
});

const CRON_JOB = 'kubernetes_cron_job_v1';

function problemsOf(changes: Parameters<typeof smallProject>[0]): readonly string[] {
  try {
    synthProject(smallProject(changes));
    return [];
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    return error.findings.map(({ rule, path }) => `${rule} ${path}`);
  }
}

describe('a job on a schedule', () => {
  const { stacks, record } = synthProject(smallProject({ project: { jobs: [nightly] } }));
  const resources = stacks['dev-services']?.resource ?? {};
  const cron = resources[CRON_JOB]?.['nightly'];
  const container = cron.spec.job_template.spec.template.spec.container[0];

  test('runs the image of its service, with its settings, resources and connections, and with its own command', () => {
    expect(container).toMatchObject({
      image: `registry.example.com/small/front@${DIGEST.front}`,
      command: ['node', 'report.js'],
      resources: { requests: { cpu: '100m' } },
    });
    expect(container.env).toEqual([
      { name: 'LOG_LEVEL', value: 'debug' },
      { name: 'REPORT', value: 'full' },
      { name: 'STORE_HOST', value: 'store' },
      { name: 'STORE_PORT', value: '5432' },
    ]);
    expect(cron.depends_on).toContain('kubernetes_stateful_set_v1.store');
    expect(resources['kubernetes_network_policy_v1']).toHaveProperty('store-from-nightly');
  });

  test('gets no traffic that is meant for its service', () => {
    const selector = resources['kubernetes_service_v1']?.['front'].spec.selector;
    expect(cron.spec.job_template.spec.template.metadata.labels['app.kubernetes.io/name']).not.toBe(
      selector['app.kubernetes.io/name'],
    );
  });

  test('is in the record and the summary', () => {
    expect(record.environments[0]?.jobs).toEqual({
      nightly: {
        ...{ of: 'front', digest: DIGEST.front, sample: false },
        ...{ schedule: '0 3 * * *', timeZone: 'Europe/Berlin' },
      },
    });
    expect(renderSummary(record, 'cdktf.out')).toMatch(
      /nightly +1{12} +0 3 \* \* \* +Europe\/Berlin, as front/,
    );
    expect(record.stacks['dev-services']?.resources[`${CRON_JOB}.nightly`]?.construct).toBe(
      'dev-services/nightly/Resource',
    );
  });

  test('does not exist while no release selects an image of its service', () => {
    const releases = [released('dev', 'front'), released('dev', 'store'), released('prod', 'store')];
    const unreleased = synthProject(smallProject({ project: { jobs: [nightly] }, releases }));
    expect(unreleased.stacks['prod-services']?.resource).not.toHaveProperty(CRON_JOB);
    expect(unreleased.record.environments[1]?.jobs?.['nightly']?.digest).toBeNull();
  });
});

const migrate = job({
  name: 'migrate',
  of: front,
  command: ['node', 'migrate.js'],
  before: [front],
  deadline: Duration.minutes(30),
});

describe('a job that runs once for each image', () => {
  const { stacks, record } = synthProject(smallProject({ project: { jobs: [migrate] } }));
  const resources = stacks['dev-services']?.resource ?? {};
  const { spec, depends_on: needs } = resources[CRON_JOB]?.['migrate'] ?? {};

  test('is a suspended cron job, of which Terraform starts no run', () => {
    expect(spec).toMatchObject({ suspend: true, schedule: '0 0 31 2 *' });
  });

  test('has the pods of its service, and a run that fails is not tried again', () => {
    const { template, ...run } = spec.job_template.spec;
    expect(run).toEqual({ active_deadline_seconds: 1800, backoff_limit: 0 });
    expect(template.spec).toMatchObject({
      restart_policy: 'Never',
      container: [
        { image: `registry.example.com/small/front@${DIGEST.front}`, command: ['node', 'migrate.js'] },
      ],
    });
    expect(template.spec.container[0].env).toContainEqual({ name: 'STORE_HOST', value: 'store' });
  });

  test('needs what it connects to, and is let in there', () => {
    expect(needs).toEqual(
      expect.arrayContaining([
        'kubernetes_network_policy_v1.migrate-to-store',
        'kubernetes_network_policy_v1.store-from-migrate',
        'kubernetes_stateful_set_v1.store',
      ]),
    );
    expect(needs).not.toContain('kubernetes_deployment_v1.front');
  });

  test('is in the record and the summary', () => {
    expect(record.environments[0]?.jobs).toEqual({
      migrate: { of: 'front', digest: DIGEST.front, sample: false, before: ['front'] },
    });
    expect(renderSummary(record, 'cdktf.out')).toMatch(
      /migrate +1{12} +once for each image +before front, as front/,
    );
  });
});

test('a job that comes after a rollout is in the record and the summary, and Terraform does not order it', () => {
  const cleanUp = job({ name: 'clean-up', of: front, command: ['node', 'clean-up.js'], after: [front] });
  const { stacks, record } = synthProject(smallProject({ project: { jobs: [cleanUp] } }));
  expect(record.environments[0]?.jobs).toEqual({
    'clean-up': { of: 'front', digest: DIGEST.front, sample: false, after: ['front'] },
  });
  expect(renderSummary(record, 'cdktf.out')).toMatch(
    /clean-up +1{12} +once for each image +after front, as front/,
  );
  expect(stacks['dev-services']?.resource[CRON_JOB]?.['clean-up'].spec.suspend).toBe(true);
});

test('a project without jobs has none in its record', () => {
  expect(synthProject(smallProject()).record.environments[0]).not.toHaveProperty('jobs');
});

const scheduled = (changes: object) =>
  cronJob({ name: 'nightly', of: front, command: ['x'], schedule: '@daily', ...changes });

test.each<[string, object, readonly string[]]>([
  [
    'a wrong schedule, once for all environments',
    { schedule: '@never' },
    ['schedule/syntax jobs.nightly.schedule'],
  ],
  ['the name of a service', { name: 'store' }, ['names/once services']],
  [
    'a service of another project',
    { of: service({ name: 'other', image: image({ context }), ready: noProbe('a test') }) },
    ['jobs/of jobs.nightly.of'],
  ],
  ['an unknown option', { timezone: 'UTC' }, ['shape/unknown jobs.nightly.timezone']],
  ['no command', { command: [] }, ['shape/kind jobs.nightly.command']],
  [
    'a secret in clear, once for all environments',
    { env: { API_TOKEN: 'abcdefgh' } },
    ['workload/env-secret jobs.nightly.env.API_TOKEN'],
  ],
])('%s is refused', (_, changes, problems) => {
  expect(problemsOf({ project: { jobs: [scheduled(changes)] } })).toEqual(problems);
});

const stranger = service({ name: 'other', image: image({ context }), ready: noProbe('a test') });

test.each<[string, object, readonly string[]]>([
  ['a service that it needs, after it', { before: [store] }, ['jobs/circle jobs.migrate.before']],
  ['a service of another project after it', { before: [stranger] }, ['jobs/before jobs.migrate.before']],
  ['nothing after it', { before: [] }, ['shape/kind jobs.migrate.before']],
  ['no word of when it runs', { before: undefined }, ['jobs/when jobs.migrate']],
  ['two words of when it runs', { after: [front] }, ['jobs/when jobs.migrate']],
  [
    'a service of another project before it',
    { before: undefined, after: [stranger] },
    ['jobs/after jobs.migrate.after'],
  ],
  ['a schedule', { schedule: '@daily' }, ['shape/unknown jobs.migrate.schedule']],
  ['a history, which the record is', { history: {} }, ['shape/unknown jobs.migrate.history']],
  [
    'a name that leaves no room for the digest',
    { name: 'm'.repeat(51) },
    [`jobs/name jobs.${'m'.repeat(51)}.name`],
  ],
  ['fewer than no retries', { retries: -1 }, ['schedule/retries jobs.migrate.retries']],
  ['the name of a service', { name: 'store' }, ['names/once services']],
])('a job with %s is refused', (_, changes, problems) => {
  const jobs = [job({ ...migrate.props, ...changes })];
  expect(problemsOf({ project: { jobs } })).toEqual(problems);
});

test('what its service has wrong is reported there', () => {
  const dev = {
    services: { ...services('dev.example.com'), front: { ...services('x').front, cpu: Cpu.millis(0) } },
  };
  expect(
    problemsOf({ project: { jobs: [nightly] }, dev }).filter((problem) => problem.includes('jobs')),
  ).toEqual([]);
});

test('a job may say other resources than its service, whose limits then do not apply to it', () => {
  const small = services('dev.example.com');
  const dev = {
    services: {
      ...small,
      front: { ...small.front, memoryRequest: Size.mebibytes(32), cpuLimit: Cpu.millis(200) },
    },
  };
  const large = { cpu: Cpu.millis(500), memory: Size.mebibytes(512), resources: { 'nvidia.com/gpu': 1 } };
  const jobs = [
    cronJob({ ...nightly.props, ...large }),
    cronJob({ ...nightly.props, name: 'small', memory: Size.mebibytes(16) }),
  ];
  const { stacks } = synthProject(smallProject({ project: { jobs }, dev }));
  const containerOf = (name: string) =>
    stacks['dev-services']?.resource[CRON_JOB]?.[name].spec.job_template.spec.template.spec.container[0];
  expect(containerOf('nightly').resources).toEqual({
    requests: { cpu: '500m', memory: '512Mi', 'nvidia.com/gpu': '1' },
    limits: { memory: '512Mi', 'nvidia.com/gpu': '1' },
  });
  expect(containerOf('small').resources).toEqual({
    requests: { cpu: '100m', memory: '16Mi' },
    limits: { cpu: '200m', memory: '16Mi' },
  });
});

test('what a job asks for is judged where the job says it, and in the room of the nodes', () => {
  const asking = (memory: Size) => problemsOf({ project: { jobs: [cronJob({ ...nightly.props, memory })] } });
  expect(asking(Size.kibibytes(64))).toEqual(['workload/memory jobs.nightly.memory']);
  expect(asking(Size.gibibytes(64)).filter((problem) => problem.includes('.dev.'))).toEqual([
    'node-pool/machine environments.dev.jobs.nightly',
    'node-pool/room environments.dev.pools.nodes',
  ]);
});

test('the nodes have room for a run beside what its service takes', () => {
  const small = services('dev.example.com');
  // Two machines of 4 GiB, and pods that take all of it: a rollout takes one away before it adds one.
  const dev = {
    services: { ...small, front: { ...small.front, replicas: 3, memory: Size.mebibytes(2688) } },
  };
  const tight = service({ ...front.props, rollout: { maxSurge: 0, maxUnavailable: 1 } });
  const project = { services: [tight, store] };
  expect(problemsOf({ dev, project })).toEqual([]);
  expect(
    problemsOf({ dev, project: { ...project, jobs: [cronJob({ ...nightly.props, of: tight })] } }),
  ).toEqual(['node-pool/room environments.dev.pools.nodes']);
});
