import { absent, external, InvalidInput, job, ref, replacedBy, service, image, noProbe } from 'slipway';
import { context, front, services, smallProject, store } from '../support/small-project';
import { synthProject } from '../support/synth-project';

const managed = external('sql.internal', 15432, ['10.9.0.0/16']);

/** The small project, with something else said about its services in dev. */
const saying = (said: object, changes: Parameters<typeof smallProject>[0] = {}) =>
  smallProject({ dev: { services: { ...services('dev.example.com'), ...said }, secrets: {} }, ...changes });

function problemsOf(...input: Parameters<typeof saying>): readonly string[] {
  try {
    synthProject(saying(...input));
    return [];
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    return error.findings
      .filter(({ severity }) => severity === 'error')
      .map(({ rule, path }) => `${rule} ${path}`);
  }
}

describe('a service that is replaced in one environment', () => {
  const { stacks, record } = synthProject(saying({ store: replacedBy({ sql: managed }) }));
  const dev = stacks['dev-services']?.resource ?? {};

  test('is not there: no workload, no volume, no secret, no connection to it', () => {
    expect(dev).not.toHaveProperty('kubernetes_stateful_set_v1');
    expect(dev).not.toHaveProperty('kubernetes_persistent_volume_claim_v1');
    expect(stacks['dev-base']?.resource).not.toHaveProperty('kubernetes_secret_v1');
    expect(Object.keys(dev['kubernetes_network_policy_v1'] ?? {})).not.toContain('front-to-store');
    expect(Object.keys(record.environments[0]?.services ?? {})).toEqual(['front']);
  });

  test('leaves its address and the way to it to what stands in', () => {
    const [container] = dev['kubernetes_deployment_v1']?.['front'].spec.template.spec.container ?? [];
    expect(container.env).toEqual(
      expect.arrayContaining([
        { name: 'STORE_HOST', value: 'sql.internal' },
        { name: 'STORE_PORT', value: '15432' },
      ]),
    );
    expect(JSON.stringify(dev['kubernetes_network_policy_v1'])).toContain('"cidr":"10.9.0.0/16"');
  });

  test('is as ever in the others', () => {
    const prod = stacks['prod-services']?.resource ?? {};
    expect(prod['kubernetes_stateful_set_v1']).toHaveProperty('store');
    expect(prod['kubernetes_network_policy_v1']).toHaveProperty('front-to-store');
  });

  test('is replaced for what names it by ref(), and for jobs', () => {
    const caller = service({ ...front.props, connectsTo: { STORE: ref('store').port('sql') } });
    const migrate = job({ name: 'migrate', of: caller, command: ['x'], before: [caller] });
    const project = { services: [caller, store], jobs: [migrate] };
    const said = synthProject(saying({ store: replacedBy({ sql: managed }) }, { project }));
    const cron = said.stacks['dev-services']?.resource['kubernetes_cron_job_v1']?.['migrate'];
    expect(cron.spec.job_template.spec.template.spec.container[0].env).toContainEqual({
      name: 'STORE_HOST',
      value: 'sql.internal',
    });
  });
});

test('a service that nothing connects to may be absent', () => {
  const extra = service({ name: 'extra', image: image({ context }), ready: noProbe('a test') });
  const project = { services: [front, store, extra] };
  const { replicas, cpu, memory } = services('example.com').front;
  const prod = { services: { ...services('example.com'), extra: { replicas, cpu, memory } } };
  const secrets = smallProject().environments[0]?.secrets;
  const dev = { services: { ...services('dev.example.com'), extra: absent('only in prod') }, secrets };
  const { record } = synthProject(smallProject({ project, dev, prod }));
  expect(Object.keys(record.environments[0]?.services ?? {})).toEqual(['front', 'store']);
});

test('a service may be absent that nothing connects to, whatever else is named by ref()', () => {
  const extra = service({ name: 'extra', image: image({ context }), ready: noProbe('a test') });
  const caller = service({ ...front.props, connectsTo: { STORE: ref('store').port('sql') } });
  const { replicas, cpu, memory } = services('example.com').front;
  const project = { services: [caller, store, extra] };
  const prod = { services: { ...services('example.com'), extra: { replicas, cpu, memory } } };
  const secrets = smallProject().environments[0]?.secrets;
  const saidOf = (names: object) => ({ services: { ...services('dev.example.com'), ...names }, secrets });
  const extraOnly = saidOf({ extra: absent('only in prod') });
  expect(() => synthProject(smallProject({ project, dev: extraOnly, prod }))).not.toThrow();
  const both = { ...saidOf({ extra: absent('only in prod'), store: absent('no data') }), secrets: {} };
  expect(() => synthProject(smallProject({ project, dev: both, prod }))).toThrow(
    /must not be absent while something connects to it, but is front/,
  );
});

test.each<[string, object, readonly string[]]>([
  [
    'absent while something connects to it',
    { store: absent('no data here') },
    ['services/absent environments.dev.services.store'],
  ],
  [
    'replaced without the port that is connected to',
    { store: replacedBy({}) },
    ['services/replaced environments.dev.services.store.sql'],
  ],
  [
    'replaced at a port that it has not',
    { store: replacedBy({ sql: managed, http: managed }) },
    ['services/replaced-port environments.dev.services.store.http'],
  ],
  ['forgotten', { store: undefined }, ['shape/kind environments.dev.services.store']],
  [
    'replaced by what is no server',
    { store: replacedBy({ sql: 'sql.internal' as never }) },
    ['shape/kind environments.dev.services.store.ports.sql'],
  ],
])('a service is refused that is %s', (_, said, problems) => {
  expect(problemsOf(said)).toEqual(problems);
});

test('a service is refused that is absent while only a job connects to it', () => {
  const alone = service({ ...front.props, connectsTo: {} });
  const migrate = job({
    name: 'migrate',
    of: alone,
    command: ['x'],
    before: [alone],
    env: { STORE: store.address('sql') },
  });
  const project = { services: [alone, store], jobs: [migrate] };
  expect(problemsOf({ store: absent('no data here') }, { project })).toEqual([
    'services/absent environments.dev.services.store',
  ]);
});

test('what is absent says why', () => {
  expect(problemsOf({ store: absent(' ') })).toContain(
    'services/absent-reason environments.dev.services.store',
  );
});
