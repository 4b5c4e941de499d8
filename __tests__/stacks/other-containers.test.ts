import {
  Cpu,
  cronJob,
  existingSecret,
  image,
  InvalidInput,
  prebuilt,
  secretKey,
  service,
  Size,
  tcp,
} from 'slipway';
import { context, devProps, DIGEST, front, services, smallProject, store } from '../support/small-project';
import { synthProject } from '../support/synth-project';

const TOOL = `sha256:${'7'.repeat(64)}`;
const small = { cpu: Cpu.millis(20), memory: Size.mebibytes(32) };
const exporter = {
  image: prebuilt(`docker.io/prom/exporter:1.0@${TOOL}`),
  ports: ['metrics'] as const,
  ready: tcp('metrics'),
  secrets: { TOKEN: secretKey('exporter', 'token') },
  ...small,
};
const web = service({
  name: 'front',
  image: image({ context }),
  ports: { http: 8080, metrics: 9100 },
  ready: tcp('http'),
  public: 'http',
  settings: ['LOG_LEVEL'],
  initContainers: {
    wait: { image: exporter.image, command: ['wait'], env: { STORE: store.address('sql') } },
    warm: { command: ['node', 'warm.js'] },
  },
  sidecars: { exporter },
});
const report = cronJob({
  name: 'report',
  of: web,
  command: ['node', 'report.js'],
  schedule: '@daily',
  initContainers: ['wait'],
});

const project = { services: [web, store], jobs: [report] };
const secrets = { ...devProps().secrets, exporter: existingSecret() };

function problemsOf(changes: Parameters<typeof smallProject>[0]): readonly string[] {
  try {
    synthProject(smallProject({ devOnly: true, ...changes }));
    return [];
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    return error.findings.map(({ rule, path }) => `${rule} ${path}`);
  }
}

describe('the containers beside that of a service', () => {
  const { stacks } = synthProject(
    smallProject({
      devOnly: true,
      project,
      dev: {
        secrets,
        mirrors: { 'docker.io': 'registry.example.com/hub' },
        services: services('dev.example.com'),
      },
    }),
  );
  const resources: any = stacks['dev-services']?.resource ?? {};
  const { spec } = resources.kubernetes_deployment_v1.front.spec.template;
  const run = resources.kubernetes_cron_job_v1.report.spec.job_template.spec.template.spec;

  test('run images that were built elsewhere, from the mirror, or that of the service', () => {
    const tool = `registry.example.com/hub/prom/exporter@${TOOL}`;
    const own = `registry.example.com/small/front@${DIGEST.front}`;
    expect(spec.init_container.map((each: any) => each.image)).toEqual([tool, own]);
    expect(spec.container.map((each: any) => each.image)).toEqual([own, tool]);
  });

  test('have addresses, which are connections of the service, and none of the settings', () => {
    expect(spec.init_container[0].env).toEqual([{ name: 'STORE', value: 'store:5432' }]);
    expect(resources.kubernetes_network_policy_v1).toHaveProperty('store-from-front');
    expect(resources.kubernetes_deployment_v1.front.depends_on).toContain('kubernetes_stateful_set_v1.store');
  });

  test('run before a job of the service where it names them, and beside none', () => {
    expect(run.init_container.map(({ name }: any) => name)).toEqual(['wait']);
    expect(run.container.map(({ name }: any) => name)).toEqual(['report']);
  });
});

test('a secret that only a sidecar reads needs a source', () => {
  expect(problemsOf({ project })).toEqual(['secrets/source environments.dev.secrets.exporter']);
});

test('an image that is not pinned is reported where it is named', () => {
  const sidecars = { exporter: { ...exporter, image: prebuilt('docker.io/prom/exporter:1.0') } };
  const loose = service({ ...web.props, sidecars });
  expect(problemsOf({ project: { services: [loose, store] }, dev: { secrets } })).toEqual([
    'image/pinned services.front.sidecars.exporter.image',
  ]);
});

test('an address that leads nowhere is reported in the container that has it', () => {
  const other = service({ ...store.props, name: 'other' });
  const initContainers = { wait: { command: ['wait'], env: { OTHER: other.address('sql') } } };
  const lost = service({ ...front.props, initContainers });
  expect(problemsOf({ project: { services: [lost, store] } })).toEqual([
    'connections/target services.front.initContainers.wait.env.OTHER',
  ]);
});

test('a job names init containers of its service, and has no sidecars', () => {
  const job = { ...report.props, initContainers: ['wiat'] };
  expect(problemsOf({ project: { ...project, jobs: [cronJob(job)] }, dev: { secrets } })).toEqual([
    'jobs/init-container jobs.report.initContainers',
  ]);
  const aside = cronJob({ ...report.props, sidecars: { exporter } as never });
  expect(problemsOf({ project: { ...project, jobs: [aside] }, dev: { secrets } })).toEqual([
    'shape/kind jobs.report.sidecars',
  ]);
});
