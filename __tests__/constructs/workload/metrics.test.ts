import { checkWorkload, inNamespace, type WorkloadSpec } from '../../../constructs/workload';
import { spec, synthApi } from './a-workload';

const ports = {
  http: 8080,
  metrics: { container: 9090, service: 80 },
  dns: { container: 53, protocol: 'UDP' },
} as const;
const podsOf = (resource: any): any =>
  resource.kubernetes_deployment_v1.api.spec.template.metadata.annotations;
const serviceOf = (resource: any): any => resource.kubernetes_service_v1.api.metadata.annotations;

test('Prometheus finds the pods, at the number that the process listens on', () => {
  const resource = synthApi({ ports, metrics: { port: 'metrics', path: '/internal' } });
  expect(podsOf(resource)).toEqual({
    'prometheus.io/scrape': 'true',
    'prometheus.io/port': '9090',
    'prometheus.io/path': '/internal',
  });
  expect(serviceOf(resource)).toBeUndefined();
});

test('or the Service, and the pods say nothing', () => {
  const resource = synthApi({ ports, metrics: { port: 'metrics', on: 'service' } });
  expect(serviceOf(resource)).toEqual({ 'prometheus.io/scrape': 'true', 'prometheus.io/port': '9090' });
  expect(podsOf(resource)).toBeUndefined();
});

test('the pods that scrape are let in, on that port alone', () => {
  const from = [inNamespace('monitoring').pods({ app: 'prometheus' })];
  const resource = synthApi({ ports, metrics: { port: 'metrics', from } });
  expect(resource.kubernetes_network_policy_v1['api-scraped'].spec.ingress).toEqual([
    {
      from: [
        {
          namespace_selector: { match_labels: { 'kubernetes.io/metadata.name': 'monitoring' } },
          pod_selector: { match_labels: { app: 'prometheus' } },
        },
      ],
      ports: [{ port: '9090', protocol: 'TCP' }],
    },
  ]);
});

test('nobody is let in where nobody is said to scrape', () => {
  expect(synthApi({ ports, metrics: { port: 'metrics' } })).not.toHaveProperty(
    'kubernetes_network_policy_v1',
  );
});

test.each<[string, WorkloadSpec['metrics'], string[]]>([
  ['a declared port', { port: 'metrics' }, []],
  ['a port that is not declared', { port: 'admin' }, ['workload/metrics .metrics.port']],
  ['a port of UDP', { port: 'dns' }, ['workload/metrics .metrics.port']],
  ['a path without a slash', { port: 'http', path: 'metrics' }, ['workload/metrics .metrics.path']],
  [
    'a namespace that there cannot be',
    { port: 'http', from: [inNamespace('No').pods({})] },
    ['workload/metrics .metrics.from.namespace'],
  ],
])('metrics at %s', (_where, metrics, problems) => {
  const found = checkWorkload(spec({ ports, metrics }), '').map(({ rule, path }) => `${rule} ${path}`);
  expect(found).toEqual(problems);
});
