import { httpGet, image, kubeconfig, service, type ServiceProps, Size } from 'slipway';
import { checkComposition, resolveComposition } from '../../model';
import { type Changes, context, front, provides, services, smallProject } from '../support/small-project';
import { synthProject } from '../support/synth-project';

const { front: settings } = services('shop.example.com');
const { settings: _settings, domain: _domain, ...sized } = settings;
const events = service({
  name: 'store',
  image: image({ context }),
  ports: { events: 9000 },
  ready: httpGet('events', '/'),
  public: { paths: { '/events': 'events' }, maxBodySize: Size.mebibytes(8) },
});

function projectOf(domains: object, ingress: object = { controller: 'ingress-nginx' }): Changes {
  const web = service({ ...(front.props as ServiceProps), connectsTo: {} });
  return {
    devOnly: true,
    project: { services: [web, events] as never },
    dev: {
      secrets: {},
      cluster: kubeconfig({
        context: 'dev',
        nodePool: 'nodes',
        provides: { ...provides(), ingress: { ...provides().ingress, ...ingress } },
      }),
      services: { front: settings, store: { ...sized, ...domains } },
    },
  };
}

function problemsOf(changes: Changes): string[] {
  return checkComposition(resolveComposition(smallProject(changes)))
    .filter(({ rule }) => !rule.startsWith('promotion/'))
    .map(({ rule, path, value }) => `${rule} ${path}: ${value ?? ''}`);
}

test('two services share a domain by paths, each in its own words', () => {
  const changes = projectOf(
    { domain: 'shop.example.com', aliases: ['events.example.com'] },
    {
      controller: 'ingress-nginx',
      controllerNetworks: ['10.0.0.0/22'],
      annotations: { 'example.com/a': 'b' },
    },
  );
  expect(problemsOf(changes)).toEqual([]);
  const resource: any = synthProject(smallProject(changes)).stacks['dev-services']?.resource;
  const { metadata, spec } = resource.kubernetes_ingress_v1.store;
  expect(metadata.annotations).toMatchObject({
    'example.com/a': 'b',
    'nginx.ingress.kubernetes.io/proxy-body-size': '8m',
  });
  expect(spec.rule.map(({ host, http }: any) => `${host}${http.path[0].path}`)).toEqual([
    'shop.example.com/events',
    'events.example.com/events',
  ]);
  const [{ from }] = resource.kubernetes_network_policy_v1['store-from-ingress-nginx'].spec.ingress;
  expect(from[1]).toEqual({ ip_block: { cidr: '10.0.0.0/22' } });
});

test('one path of a domain cannot lead to two services', () => {
  const changes = projectOf({ domain: 'other.example.com', aliases: ['shop.example.com'] });
  const both = {
    ...changes,
    project: { services: [front, service({ ...(events.props as ServiceProps), public: 'events' })] as never },
  };
  expect(problemsOf(both)).toContainEqual(
    'domains/once environments.dev.services.store.aliases: shop.example.com, as environments.dev.services.front.domain already is',
  );
});

test('further domains of a service that nobody reaches from outside are refused', () => {
  const { public: _public, ...hidden } = events.props as ServiceProps;
  const changes = projectOf({ aliases: ['shop.example.com'] });
  expect(problemsOf({ ...changes, project: { services: [front, service(hidden)] as never } })).toContainEqual(
    'services/settings environments.dev.services.store.aliases: given',
  );
});

test('a size of requests needs a controller that is known', () => {
  expect(problemsOf(projectOf({ domain: 'events.example.com' }, {}))).toEqual([
    'workload/ingress-body-size services.store.public.maxBodySize: 8Mi',
  ]);
});
