import {
  apiServer,
  cidr,
  everyone,
  external,
  httpGet,
  image,
  inNamespace,
  internet,
  interpolate,
  kubeconfig,
  loadBalancer,
  nodeLocalDns,
  nodePort,
  service,
  Size,
  tcp,
  udp,
} from 'slipway';
import { type StackJson } from '../review/support/synth-of';
import { context, provides, services, smallProject } from '../support/small-project';
import { synthProject } from '../support/synth-project';
import { objectionsTo, withProviders } from '../support/terraform';
import { offlinePlan } from './offline-plan';

const store = service({
  name: 'store',
  image: image({ context }),
  single: true,
  ports: { sql: { container: 5432, service: 15432 }, feed: { container: 5432, protocol: 'UDP' } },
  ready: tcp('sql'),
  ipFamilies: 'preferDualStack',
  allowFrom: { sql: [inNamespace('reports').pods({ app: 'reports' })] },
});
const web = service({
  name: 'front',
  image: image({ context }),
  ports: { http: { container: 8080, service: 80 }, events: 9000 },
  ready: httpGet('http', '/'),
  connectsTo: {
    PAYMENTS: external('api.payments.example', 443),
    KAFKA: inNamespace('kafka').service('broker', 9092, { podLabels: { app: 'kafka' } }),
  },
  env: { STORE_URL: interpolate`sql://${store.address('sql')}/x` },
  egress: [internet(443, udp(123)), cidr('10.1.0.0/16', 5432), apiServer()],
  public: { paths: { '/': 'http', '/events': 'events' }, maxBodySize: Size.mebibytes(40) },
});

withProviders(['kubernetes'], 'terraform accepts and plans every way to reach and be reached', async () => {
  const { front: settings } = services('*.example.com');
  const { settings: _settings, domain, ...sized } = settings;
  const { stacks } = synthProject(
    smallProject({
      devOnly: true,
      project: { services: [web, store] },
      dev: {
        secrets: {},
        cluster: kubeconfig({
          context: 'dev',
          nodePool: 'nodes',
          provides: {
            ...provides(),
            apiServer: { networks: ['10.0.0.10/32'], ports: [6443] },
            dns: [nodeLocalDns()],
            ingress: {
              ...provides().ingress,
              controller: 'ingress-nginx',
              controllerNetworks: ['10.0.0.0/22'],
            },
          },
        }),
        services: {
          front: {
            ...sized,
            domain,
            aliases: ['example.com'],
            exposed: loadBalancer({ ports: ['http'], from: everyone('a test'), internal: 'aws' }),
          },
          store: {
            cpu: sized.cpu,
            memory: sized.memory,
            exposed: nodePort({ ports: { sql: 30_432 }, from: ['10.0.0.0/8'] }),
          },
        },
      },
    }),
  );
  expect(await objectionsTo(stacks['dev-services'] as object)).toEqual([]);
  const resources = stacks['dev-services']?.resource as StackJson;
  const { resource_changes: changes = [] } = await offlinePlan('kubernetes', resources);
  const planned = changes.map(({ address }) => address);
  for (const address of [
    'kubernetes_ingress_v1.front',
    'kubernetes_network_policy_v1.front-from-clients',
    'kubernetes_network_policy_v1.front-to-kafka-broker',
    'kubernetes_network_policy_v1.front-to-outside',
    'kubernetes_network_policy_v1.store-from-other-namespaces',
    'kubernetes_service_v1.front-external',
    'kubernetes_service_v1.store-external',
  ])
    expect(planned).toContain(address);
});
