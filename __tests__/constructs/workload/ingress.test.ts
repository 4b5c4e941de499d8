import { Namespace } from '../../../constructs/namespace';
import { Size } from '../../../constructs/quantities';
import {
  certManager,
  checkWorkload,
  type IngressSpec,
  plainHttp,
  tcp,
  Workload,
} from '../../../constructs/workload';
import { props, spec } from './a-workload';
import { mayConnect, type Party, type Policy } from './network';
import { synthKubernetes } from './synth-kubernetes';

const PORTS = { http: { container: 8080, service: 80 }, events: 9000, admin: 9090 };
const PLACE = { className: 'nginx', tls: certManager('letsencrypt') };
const SIMPLE: IngressSpec = { ...PLACE, port: 'http', domain: 'shop.example.com' };

function synthWeb(ingress: IngressSpec): any {
  return synthKubernetes((stack) => {
    const namespace = new Namespace(stack, 'shop');
    new Workload(stack, 'web', props({ namespace, ports: PORTS, ready: tcp('http'), ingress }));
  });
}

function ingressOf(ingress: IngressSpec): any {
  return synthWeb(ingress).kubernetes_ingress_v1.web;
}

function problemsOf(ingress: IngressSpec): string[] {
  return checkWorkload(spec({ ports: PORTS, ingress }), '').map(({ rule, path }) => `${rule} ${path}`);
}

test('every domain leads to the same paths, and is covered by the certificate', () => {
  const { rule, tls } = ingressOf({
    ...SIMPLE,
    domain: '*.shop.example.com',
    aliases: ['shop.example.com'],
  }).spec;
  expect(rule.map(({ host }: { host: string }) => host)).toEqual(['*.shop.example.com', 'shop.example.com']);
  expect(rule[0].http).toEqual(rule[1].http);
  expect(tls).toEqual([{ hosts: ['*.shop.example.com', 'shop.example.com'], secret_name: 'web-tls' }]);
});

const MANY: IngressSpec = { ...PLACE, domain: 'shop.example.com', paths: { '/ws': 'events', '/': 'http' } };

test('paths lead to their ports', () => {
  const [{ http }] = ingressOf(MANY).spec.rule;
  expect(http.path.map(({ path, backend }: any) => [path, backend.service.port.number])).toEqual([
    ['/', 80],
    ['/ws', 9000],
  ]);
});

test.each([
  ['ingress-nginx', Size.mebibytes(40), { 'nginx.ingress.kubernetes.io/proxy-body-size': '40m' }],
  ['nginx-inc', Size.kibibytes(1500), { 'nginx.org/client-max-body-size': '1500k' }],
  ['ingress-nginx', Size.bytes(1001), { 'nginx.ingress.kubernetes.io/proxy-body-size': '1001' }],
] as const)(
  '%s is told of the largest request in its own words: %s',
  (controller, maxBodySize, annotation) => {
    const annotations = { 'example.com/a': '${b}' };
    expect(ingressOf({ ...SIMPLE, controller, maxBodySize, annotations }).metadata.annotations).toEqual({
      'cert-manager.io/cluster-issuer': 'letsencrypt',
      'example.com/a': '$${b}',
      ...annotation,
    });
  },
);

test.each([
  ['nginx.ingress.kubernetes.io/use-regex', 'true'],
  ['nginx.ingress.kubernetes.io/rewrite-target', '/$2'],
])('a path is a pattern to ingress-nginx beside %s', (annotation, value) => {
  const way: IngressSpec = {
    ...PLACE,
    domain: 'shop.example.com',
    paths: { '/': 'http', '/ws(/|$)(.*)': 'events' },
    annotations: { [annotation]: value },
  };
  expect(problemsOf(way)).toEqual([]);
  expect(ingressOf(way).spec.rule[0].http.path).toMatchObject([
    { path: '/', path_type: 'Prefix' },
    { path: '/ws(/|$)(.*)', path_type: 'ImplementationSpecific' },
  ]);
});

test('a path may have what a URL may', () => {
  expect(
    problemsOf({ ...PLACE, domain: 'a.example.com', paths: { "/~a/b%20c;d=1,2:@!'&+": 'http' } }),
  ).toEqual([]);
});

describe('the controller', () => {
  const web = { namespace: 'shop', labels: { 'app.kubernetes.io/name': 'web' } };
  const solver = { namespace: 'shop', labels: { 'acme.cert-manager.io/http01-solver': 'true' } };
  const pod = (namespace: string): Party => ({ namespace, labels: { app: 'controller' } });
  const node: Party = { address: '10.0.1.7' };

  test.each<[string, Partial<IngressSpec>, Party, boolean]>([
    ['in its namespace', {}, pod('ingress-nginx'), true],
    ['in another namespace', {}, pod('traefik'), false],
    ['on a node', {}, node, false],
    ['on a node, by its networks', { controllerNetworks: ['10.0.0.0/22'] }, node, true],
    [
      'in its namespace beside networks',
      { controllerNetworks: ['10.0.0.0/22'] },
      pod('ingress-nginx'),
      false,
    ],
    [
      'in a namespace that is named beside networks',
      { controllerNetworks: ['10.0.0.0/22'], controllerNamespace: 'traefik' },
      pod('traefik'),
      true,
    ],
  ])('is let in where it runs: %s', (_, place, controller, open) => {
    const policies = synthWeb({ ...MANY, ...place } as IngressSpec).kubernetes_network_policy_v1;
    const reaches = (to: Party, port: number) =>
      mayConnect(policies as Record<string, Policy>, controller, to, port);
    expect([reaches(web, 8080), reaches(web, 9000), reaches(solver, 8089)]).toEqual([open, open, open]);
    expect(reaches(web, 9090)).toBe(false);
  });
});

test.each<[string, object, string]>([
  ['no paths', { port: undefined, paths: {} }, 'workload/ingress-path .ingress.paths'],
  [
    'a path without a slash',
    { port: undefined, paths: { ws: 'http' } },
    'workload/ingress-path .ingress.paths.ws',
  ],
  ...['/a b', '/a//b', '/a/../b', '/a/.', '/a%2fb', '/ä', '/a%zz', '/api(/|$)(.*)'].map(
    (path): [string, object, string] => [
      `the path ${path}`,
      { port: undefined, paths: { [path]: 'http' } },
      `workload/ingress-path .ingress.paths[${JSON.stringify(path)}]`,
    ],
  ),
  [
    'a path with and without a slash at its end',
    { port: undefined, paths: { '/a': 'http', '/a/': 'http' } },
    'workload/ingress-path .ingress.paths["/a/"]',
  ],
  [
    'a path to a port that is not there',
    { port: undefined, paths: { '/': 'web' } },
    'workload/ingress-port .ingress.paths["/"]',
  ],
  ['a wildcard in the middle', { domain: 'a.*.example.com' }, 'workload/domain .ingress.domain'],
  [
    'an alias twice',
    { aliases: ['shop.example.com'] },
    'workload/domain .ingress.aliases["shop.example.com"]',
  ],
  [
    'the whole world for a controller',
    { controllerNetworks: ['0.0.0.0/0'] },
    'workload/ingress-controller .ingress.controllerNetworks["0.0.0.0/0"]',
  ],
  [
    'no network for a controller',
    { controllerNetworks: [] },
    'workload/ingress-controller .ingress.controllerNetworks',
  ],
  [
    'a body size for a controller that is not known',
    { maxBodySize: Size.mebibytes(1) },
    'workload/ingress-body-size .ingress.maxBodySize',
  ],
  [
    'a body size of nothing',
    { maxBodySize: Size.bytes(0), controller: 'ingress-nginx' },
    'workload/ingress-body-size .ingress.maxBodySize',
  ],
  [
    'an annotation that an option sets',
    { annotations: { 'cert-manager.io/cluster-issuer': 'other' } },
    'workload/ingress-annotation .ingress.annotations["cert-manager.io/cluster-issuer"]',
  ],
  [
    'an annotation with a password',
    { annotations: { 'example.com/a': 'http://u:hunter2hunter2@a' } },
    'metadata/secret .ingress.annotations["example.com/a"]',
  ],
])('refuses %s', (_, changes, problem) => {
  expect(problemsOf({ ...SIMPLE, ...changes })).toEqual([problem]);
});

test('plain HTTP has its reason beside the annotations', () => {
  const { metadata } = ingressOf({
    ...SIMPLE,
    tls: plainHttp('a lab'),
    annotations: { 'example.com/a': 'b' },
  });
  expect(metadata.annotations).toEqual({ 'example.com/a': 'b', 'slipway/plain-http-reason': 'a lab' });
});
