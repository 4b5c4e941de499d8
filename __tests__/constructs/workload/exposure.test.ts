import { Namespace } from '../../../constructs/namespace';
import {
  checkWorkload,
  everyone,
  type Exposure,
  loadBalancer,
  nodePort,
  tcp,
  Workload,
  type WorkloadSpec,
} from '../../../constructs/workload';
import { BASICS, props, spec } from './a-workload';
import { mayConnect, type Policy } from './network';
import { synthKubernetes } from './synth-kubernetes';

const PORTS = { http: { container: 8080, service: 80 }, metrics: 9090 };
const OFFICE = '203.0.113.0/24';

function synthWeb(exposed: Exposure): any {
  return synthKubernetes((stack) => {
    const namespace = new Namespace(stack, 'shop');
    new Workload(stack, 'web', props({ namespace, ports: PORTS, ready: tcp('http'), exposed }));
  });
}

/** Whether a client at an address reaches a port of the pods. */
function reaches(exposed: Exposure, address: string, port = 8080): boolean {
  const policies = synthWeb(exposed).kubernetes_network_policy_v1 as Record<string, Policy>;
  const web = { namespace: 'shop', labels: { 'app.kubernetes.io/name': 'web' } };
  return mayConnect(policies, { address }, web, port);
}

function problemsOf(exposed: Exposure, ports: WorkloadSpec['ports'] = PORTS): string[] {
  return checkWorkload(spec({ ports, ready: tcp('http'), exposed }), '').map(
    ({ rule, path }) => `${rule} ${path}`,
  );
}

test('a load balancer stands beside the Service inside, with the ports and the clients that are named', () => {
  const { kubernetes_service_v1: services } = synthWeb(
    loadBalancer({ ports: ['http'], from: [OFFICE], className: 'service.k8s.aws/nlb' }),
  );
  expect(services.web.spec.type).toBe('ClusterIP');
  expect(services['web-external']).toMatchObject({
    metadata: { name: 'web-external', annotations: { 'slipway/exposed-to': OFFICE } },
    spec: {
      type: 'LoadBalancer',
      external_traffic_policy: 'Local',
      load_balancer_class: 'service.k8s.aws/nlb',
      load_balancer_source_ranges: [OFFICE],
      selector: { 'app.kubernetes.io/name': 'web' },
      port: [{ name: 'http', port: 80, target_port: 'http', protocol: 'TCP' }],
    },
  });
});

test('a port on every node has the number that is named', () => {
  const { spec } = synthWeb(nodePort({ ports: { http: 30_080 }, from: [OFFICE] })).kubernetes_service_v1[
    'web-external'
  ];
  expect(spec).toMatchObject({ type: 'NodePort', port: [{ name: 'http', port: 80, node_port: 30_080 }] });
  expect(spec).not.toHaveProperty('load_balancer_source_ranges');
});

test.each([
  ['aws', 'service.beta.kubernetes.io/aws-load-balancer-scheme', 'internal'],
  ['azure', 'service.beta.kubernetes.io/azure-load-balancer-internal', 'true'],
  ['gcp', 'networking.gke.io/load-balancer-type', 'Internal'],
] as const)('an internal load balancer has the annotation of its cloud: %s', (internal, name, value) => {
  const { metadata } = synthWeb(
    loadBalancer({ ports: ['http'], from: [OFFICE], internal, annotations: { 'example.com/a': 'b' } }),
  ).kubernetes_service_v1['web-external'];
  expect(metadata.annotations).toMatchObject({ [name]: value, 'example.com/a': 'b' });
});

const PUBLIC = loadBalancer({ ports: ['http'], from: everyone('the shop is public') });
const PROXIED = loadBalancer({ ports: ['http'], from: [OFFICE], through: ['10.0.0.0/22'] });

test.each<[string, Exposure, string, boolean]>([
  ['a client', loadBalancer({ ports: ['http'], from: [OFFICE] }), '203.0.113.7', true],
  ['somebody else', loadBalancer({ ports: ['http'], from: [OFFICE] }), '198.51.100.7', false],
  ['everyone', PUBLIC, '198.51.100.7', true],
  ['the proxy in front', PROXIED, '10.0.1.7', true],
  ['a client past the proxy', PROXIED, '203.0.113.7', false],
])('the network policy judges by the address that arrives: %s', (_, exposed, address, open) => {
  expect(reaches(exposed, address)).toBe(open);
  expect(reaches(exposed, address, 9090)).toBe(false);
});

test('traffic goes by way of any node only where the address of a client does not arrive anyway', () => {
  const { spec } = synthWeb(PROXIED).kubernetes_service_v1['web-external'];
  expect(spec).toMatchObject({ external_traffic_policy: 'Cluster', load_balancer_source_ranges: [OFFICE] });
});

test('that everyone may connect has its reason beside the Service', () => {
  const { metadata, spec } = synthWeb(PUBLIC).kubernetes_service_v1['web-external'];
  expect(metadata.annotations).toEqual({ 'slipway/exposed-to': 'everyone: the shop is public' });
  expect(spec).not.toHaveProperty('load_balancer_source_ranges');
});

test('the only port needs no name', () => {
  expect(problemsOf(loadBalancer({ from: [OFFICE] }), { http: 8080 })).toEqual([]);
});

test.each<[string, Exposure, string]>([
  [
    'which of several ports is left open',
    loadBalancer({ from: [OFFICE] }),
    'workload/exposed .exposed.ports',
  ],
  ['no port', nodePort({ ports: {}, from: [OFFICE] }), 'workload/exposed .exposed.ports'],
  [
    'a port that is not there',
    loadBalancer({ ports: ['web'], from: [OFFICE] }),
    'workload/exposed .exposed.ports.web',
  ],
  ['nobody', loadBalancer({ ports: ['http'], from: [] }), 'workload/exposed .exposed.from'],
  [
    'everyone without a reason',
    loadBalancer({ ports: ['http'], from: ['0.0.0.0/0'] }),
    'workload/exposed .exposed.from["0.0.0.0/0"]',
  ],
  [
    'everyone for an empty reason',
    loadBalancer({ ports: ['http'], from: everyone(' ') }),
    'workload/exposed .exposed.from.reason',
  ],
  [
    'a proxy anywhere',
    loadBalancer({ ports: ['http'], from: [OFFICE], through: ['::/0'] }),
    'workload/exposed .exposed.through["::/0"]',
  ],
  [
    'a number that no node has',
    nodePort({ ports: { http: 8080 }, from: [OFFICE] }),
    'workload/exposed .exposed.ports.http',
  ],
  [
    'one number on the nodes for two ports',
    nodePort({ ports: { http: 30_080, metrics: 30_080 }, from: [OFFICE] }),
    'workload/exposed .exposed.ports.metrics',
  ],
  [
    'an annotation that `internal` sets',
    loadBalancer({
      ports: ['http'],
      from: [OFFICE],
      internal: 'gcp',
      annotations: { 'networking.gke.io/load-balancer-type': 'External' },
    }),
    'workload/exposed .exposed.annotations["networking.gke.io/load-balancer-type"]',
  ],
])('refuses %s', (_, exposed, problem) => {
  expect(problemsOf(exposed)).toEqual([problem]);
});

test('an exposed port that is not declared does not compile', () => {
  const described = { name: 'web', ...BASICS, ports: PORTS, ready: tcp('http') } as const;
  const at = nodePort({ ports: { http: 30_080 }, from: [OFFICE] });
  const sound: WorkloadSpec<keyof typeof PORTS> = { ...described, exposed: at };
  const wrong = loadBalancer({ ports: ['web'], from: [OFFICE] });
  // @ts-expect-error there is no port web
  const unsound: WorkloadSpec<keyof typeof PORTS> = { ...described, exposed: wrong };
  expect([sound, unsound].map((one) => checkWorkload(one, '').length)).toEqual([0, 1]);
});
