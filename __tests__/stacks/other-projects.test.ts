import { image, inNamespace, inProject, InvalidInput, service, tcp } from 'slipway';
import { type Party, mayConnect, type Policy } from '../constructs/workload/network';
import { context, front, services, smallProject, store } from '../support/small-project';
import { synthProject } from '../support/synth-project';

// Two projects of Slipway in one cluster: `small`, whose service `front` calls `api` of `payments`.

const payments = inProject('payments');
const caller = service({
  ...front.props,
  connectsTo: { ...front.props.connectsTo, PAYMENTS: payments.service('api', 80, { container: 8080 }) },
  env: { PAYMENTS_URL: payments.service('api', 80, { container: 8080 }).url({ path: '/v1' }) },
});
const callee = service({
  name: 'api',
  image: image({ context }),
  ports: { http: { container: 8080, service: 80 } },
  ready: tcp('http'),
  allowFrom: { http: [inProject('small').pods('front'), inNamespace('monitoring').pods({})] },
});
const { volumes: _, ...size } = services('dev.example.com').store;

const small = (one: { readonly props: object } = caller) =>
  smallProject({ project: { services: [one, store] as never } });
const other = smallProject({
  project: { name: 'payments', services: [callee] },
  dev: { services: { api: { ...size, replicas: 1 } }, secrets: {} },
  prod: { services: { api: { ...size, replicas: 1 } }, secrets: {} },
  releases: ['dev', 'prod'].map((environment) => {
    const [release] = releasesOf(environment);
    return { ...release, service: 'api' } as never;
  }),
});

function releasesOf(environment: string) {
  return [...smallProject().releases.files].flatMap(({ release }) =>
    release?.environment === environment ? [release] : [],
  );
}

const made = synthProject(small()).stacks;
const there = synthProject(other).stacks;

function policiesOf(environment: string): Readonly<Record<string, Policy>> {
  const all = [made, there].flatMap((stacks, project) =>
    ['base', 'services'].flatMap((part) =>
      Object.entries<Policy>(
        (stacks[`${environment}-${part}`]?.resource['kubernetes_network_policy_v1'] ?? {}) as never,
      ).map(([name, policy]) => [`${project}/${name}`, policy] as const),
    ),
  );
  return Object.fromEntries(all);
}
const pod = (namespace: string, name: string): Party => ({
  namespace,
  labels: { 'app.kubernetes.io/name': name },
});

test.each(['dev', 'prod'])('in %s, the service reaches the one beside it, and no other does', (name) => {
  const policies = policiesOf(name);
  const api = pod(`payments-${name}`, 'api');
  expect(mayConnect(policies, pod(`small-${name}`, 'front'), api, 8080)).toBe(true);
  expect(mayConnect(policies, pod(`small-${name}`, 'store'), api, 8080)).toBe(false);
  expect(mayConnect(policies, pod(`small-${name}`, 'front'), api, 9090)).toBe(false);
  expect(mayConnect(policies, pod('small-other', 'front'), api, 8080)).toBe(false);
  expect(mayConnect(policies, pod('monitoring', 'prometheus'), api, 8080)).toBe(true);
});

test('it finds the other by variables, and by an address', () => {
  const resources: any = made['prod-services']?.resource;
  const [container] = resources.kubernetes_deployment_v1.front.spec.template.spec.container;
  expect(container.env).toEqual(
    expect.arrayContaining([
      { name: 'PAYMENTS_HOST', value: 'api.payments-prod.svc' },
      { name: 'PAYMENTS_PORT', value: '80' },
      { name: 'PAYMENTS_URL', value: 'http://api.payments-prod.svc:80/v1' },
    ]),
  );
});

test('an environment that the other project calls differently is named once', () => {
  const near = inProject('payments', { environments: { dev: 'test' } });
  const { stacks } = synthProject(
    small(service({ ...front.props, env: { URL: near.service('api', 80).url() } } as never)),
  );
  expect(JSON.stringify(stacks['dev-services'])).toContain('http://api.payments-test.svc:80');
  expect(JSON.stringify(stacks['prod-services'])).toContain('http://api.payments-prod.svc:80');
});

test.each<[string, object, string]>([
  [
    'this project',
    { connectsTo: { STORE: inProject('small').service('store', 5432) } },
    'connections/project services.front.connectsTo.STORE',
  ],
  [
    'no number of a port',
    { connectsTo: { PAYMENTS: payments.service('api', 'http' as never) } },
    'shape/kind services.front.connectsTo.PAYMENTS',
  ],
  [
    'a name that no service has',
    { connectsTo: { PAYMENTS: payments.service('Api', 80) } },
    'workload/connection services.front.connectsTo.PAYMENTS.service',
  ],
  [
    'a caller that is no pods',
    { allowFrom: { http: [payments.service('api', 80)] } },
    'shape/kind services.front.allowFrom.http[0]',
  ],
])('%s is refused', (_, changes, problem) => {
  const wrong = service({ ...front.props, ...changes } as never);
  const refused = () => synthProject(small(wrong));
  expect(refused).toThrow(InvalidInput);
  try {
    refused();
  } catch (error) {
    expect((error as InvalidInput).findings.map(({ rule, path }) => `${rule} ${path}`)).toContain(problem);
  }
});
