import { maskBetween } from '../../review';
import { drawPictures, type Picture } from '../../review/picture';
import { workload } from './support/resources';
import { environment, type StackJson, synthOf } from './support/synth-of';

const labels = (name: string) => ({ match_labels: { 'app.kubernetes.io/name': name } });
const WEB_AND_API = { web: workload({ name: 'web' }), api: workload({ name: 'api' }) };

function policy(spec: object): object {
  return { metadata: { name: 'some', namespace: 'small-prod' }, spec };
}

function prodWith(resources: StackJson): Picture {
  const synth = synthOf({ 'prod-services': { kubernetes_deployment_v1: WEB_AND_API, ...resources } });
  const picture = drawPictures(synth, maskBetween(synth, synth)).find((each) => each.environment === 'prod');
  if (picture === undefined) throw new Error('prod has no picture');
  return picture;
}

function connectionsWith(resources: StackJson): readonly string[] {
  return prodWith(resources).connections.map(({ from, to, ports }) => `${from} → ${to}: ${ports.join(', ')}`);
}

const WEB_TO_API = policy({
  pod_selector: labels('web'),
  egress: [{ to: [{ pod_selector: labels('api') }], ports: [{ port: '8080', protocol: 'TCP' }] }],
});
const API_FROM_WEB = policy({
  pod_selector: labels('api'),
  ingress: [{ from: [{ pod_selector: labels('web') }], ports: [{ port: '8080', protocol: 'TCP' }] }],
});

test('two policies, one at either end of a connection, are one connection', () => {
  expect(connectionsWith({ kubernetes_network_policy_v1: { a: WEB_TO_API, b: API_FROM_WEB } })).toEqual([
    'workload:web → workload:api: TCP 8080',
  ]);
});

test.each([
  ['a network', { ip_block: { cidr: '10.9.0.0/16' } }, 'outside:network:10.9.0.0/16'],
  ['every address', { ip_block: { cidr: '0.0.0.0/0' } }, 'outside:network:any IPv4 address'],
  [
    'the internet',
    { ip_block: { cidr: '0.0.0.0/0', except: ['10.0.0.0/8'] } },
    'outside:network:any public IPv4 address',
  ],
  [
    'another namespace',
    { namespace_selector: { match_labels: { 'kubernetes.io/metadata.name': 'kafka' } } },
    'outside:namespace:kafka',
  ],
  [
    'pods of another namespace',
    {
      namespace_selector: { match_labels: { 'kubernetes.io/metadata.name': 'kafka' } },
      pod_selector: { match_labels: { app: 'broker' } },
    },
    'outside:namespace:kafka (app=broker)',
  ],
  ['pods of any namespace', { namespace_selector: {} }, 'outside:pods:pods of every namespace'],
  ['all pods beside it', { pod_selector: {} }, 'outside:pods:every pod of small-prod'],
])('a policy opens a way to %s', (_what, peer, id) => {
  const open = policy({ pod_selector: labels('web'), egress: [{ to: [peer], ports: [{ port: 443 }] }] });
  expect(connectionsWith({ kubernetes_network_policy_v1: { open } })).toEqual([
    `workload:web → ${id}: TCP 443`,
  ]);
});

test('a rule without peers opens a way to anywhere, and one without ports opens all of them', () => {
  const open = policy({ pod_selector: labels('web'), egress: [{}] });
  expect(connectionsWith({ kubernetes_network_policy_v1: { open } })).toEqual([
    'workload:web → outside:network:anywhere: ',
  ]);
});

test('a policy that denies everything opens nothing', () => {
  const deny = policy({ pod_selector: {}, policy_types: ['Ingress', 'Egress'] });
  expect(connectionsWith({ kubernetes_network_policy_v1: { deny } })).toEqual([]);
});

test('a domain leads to the pods behind the service of its ingress, and a load balancer to its pods', () => {
  const service = (type: string) => ({
    metadata: { name: 'front', namespace: 'small-prod' },
    spec: { type, selector: { 'app.kubernetes.io/name': 'web' }, port: [{ port: 80 }] },
  });
  const path = { backend: { service: { name: 'front', port: { number: 80 } } } };
  const ingress = {
    metadata: { name: 'front', namespace: 'small-prod' },
    spec: { rule: [{ host: 'www.example.com', http: { path: [path] } }] },
  };
  expect(
    connectionsWith({
      kubernetes_service_v1: { front: service('LoadBalancer') },
      kubernetes_ingress_v1: { front: ingress },
    }),
  ).toEqual([
    'outside:domain:www.example.com → workload:web: ',
    'outside:load balancer:load balancer front → workload:web: TCP 80',
  ]);
});

test('an ingress leads by its paths, and otherwise to what it names as its default', () => {
  const service = (name: string, pod: string) => ({
    metadata: { name, namespace: 'small-prod' },
    spec: { selector: { 'app.kubernetes.io/name': pod }, port: [{ port: 80 }] },
  });
  const backend = (name: string) => ({ service: { name, port: { number: 80 } } });
  const ingress = (spec: object) => ({ metadata: { name: 'front', namespace: 'small-prod' }, spec });
  const ways = (spec: object) =>
    connectionsWith({
      kubernetes_service_v1: { one: service('one', 'web'), two: service('two', 'api') },
      kubernetes_ingress_v1: { front: ingress(spec) },
    });
  expect(ways({ default_backend: backend('two') })).toEqual(['outside:domain:any domain → workload:api: ']);
  const rule = [{ http: { path: [{ backend: backend('one') }] } }];
  expect(ways({ rule })).toEqual(['outside:domain:any domain → workload:web: ']);
  const named = [{ host: 'www.example.com', http: { path: [{ backend: backend('one') }] } }];
  expect(ways({ rule: named, default_backend: backend('two') })).toEqual([
    'outside:domain:any domain → workload:api: ',
    'outside:domain:www.example.com → workload:web: ',
  ]);
  expect(ways({ rule: [{ http: { path: [{ backend: backend('three') }] } }] })).toEqual([]);
});

test.each([
  ['NodePort', ['outside:node port:node port front → workload:web: TCP 80']],
  ['ClusterIP', []],
])('a service of type %s opens the ways %j', (type, ways) => {
  const front = {
    metadata: { name: 'front', namespace: 'small-prod' },
    spec: { type, selector: { 'app.kubernetes.io/name': 'web' }, port: [{ port: 80 }] },
  };
  expect(connectionsWith({ kubernetes_service_v1: { front } })).toEqual(ways);
});

test('a service that was never released is in the picture, and runs nothing', () => {
  const services = { mail: { digest: null, sample: false, replicas: 2, address: null } };
  const synth = synthOf({}, { environments: [environment('dev', null, { services })] });
  const [picture] = drawPictures(synth, maskBetween(synth, synth));
  expect(picture?.workloads).toMatchObject([
    { id: 'workload:mail', kind: undefined, service: services.mail },
  ]);
});
