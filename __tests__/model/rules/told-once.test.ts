import { certManager, cronJob, type Finding, httpGet, kubeconfig, secretKey, service } from 'slipway';
import { checkComposition, resolveComposition } from '../../../model';
import { front, provides, services, smallProject, store } from '../../support/small-project';

// A mistake is reported once, where it was made, and not in each environment that it reaches.

const reported = (project: object, environments: object = {}): string[] =>
  checkComposition(
    resolveComposition(smallProject({ project, dev: environments, prod: environments }) as never),
  )
    .filter(({ severity }: Finding) => severity === 'error')
    .map(({ rule, path }: Finding) => `${rule} ${path}`);

const withFront = (props: object) => ({ services: [service({ ...front.props, ...props } as never), store] });

test.each<[string, object, string]>([
  [
    'a mount beside one that hides it',
    { scratch: ['/tmp'], mounts: { '/tmp': { kind: 'config-map', name: 'x' } } },
    'workload/mount-conflict services.front.mounts["/tmp"]',
  ],
  [
    'a variable that is set twice',
    { env: { A: '1' }, secrets: { A: secretKey('store', 'password') } },
    'workload/env-twice services.front.env.A',
  ],
  [
    'a path of its public port',
    { public: { paths: { '/a b': 'http' } } },
    'workload/ingress-path services.front.public.paths["/a b"]',
  ],
  ['a public port that it has not', { public: 'web' }, 'workload/ingress-port services.front.public'],
  [
    'an annotation of its public port',
    { public: { port: 'http', annotations: { 'a b': '' } } },
    'metadata/annotation services.front.public.annotations["a b"]',
  ],
])('%s', (_what, props, finding) => {
  expect(reported(withFront(props))).toEqual([finding]);
});

test('where a volume is mounted', () => {
  const wrong = service({ ...store.props, volumes: { data: '/proc/data' } } as never);
  const caller = service({ ...front.props, connectsTo: { STORE: wrong.port('sql') } } as never);
  expect(reported({ services: [caller, wrong] })).toEqual([
    'workload/mount-path services.store.volumes.data.mountPath',
  ]);
});

test('what a job says', () => {
  const jobs = [cronJob({ name: 'report', of: store, command: ['node report.js'], schedule: '@daily' })];
  expect(reported({ jobs })).toEqual(['workload/command jobs.report.command']);
});

test('what a cluster provides, however many services it serves', () => {
  const other = service({ ...front.props, name: 'other', ready: httpGet('http', '/') } as never);
  const cluster = (props: object) =>
    kubeconfig({
      context: 'x',
      nodePool: 'nodes',
      provides: { ...provides(), ingress: { ...provides().ingress, ...props } },
    } as never);
  const wrong = reported(
    { services: [front, store, other] },
    {
      cluster: cluster({ className: 'Nginx!', tls: certManager(''), controllerNetworks: ['10.0.0.0'] }),
      services: { ...services('example.com'), other: { ...services('other.example.com').front } },
    },
  ).filter((finding) => !finding.startsWith('domains/'));
  expect(wrong).toEqual(
    ['dev', 'prod'].flatMap((name) => {
      const path = `environments.${name}.cluster.provides.ingress`;
      return [
        `reached/form ${path}.className`,
        `workload/ingress-controller ${path}.controllerNetworks["10.0.0.0"]`,
        `reached/form ${path}.tls.clusterIssuer`,
      ];
    }),
  );
});

test('a domain is wrong where the environment says it', () => {
  expect(
    reported({}, { services: services('UPPER.example.com') }).filter(
      (finding) => !finding.startsWith('domains/'),
    ),
  ).toEqual([
    'workload/domain environments.dev.services.front.domain',
    'workload/domain environments.prod.services.front.domain',
  ]);
});
