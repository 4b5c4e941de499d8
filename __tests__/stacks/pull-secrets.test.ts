import { InvalidInput, managedSecret, prebuilt, secretKey, service, tcp } from 'slipway';
import { devProps, front, services, smallProject, store } from '../support/small-project';
import { synthProject } from '../support/synth-project';

const cache = service({
  name: 'cache',
  image: prebuilt(`ghcr.io/acme/cache:7@sha256:${'7'.repeat(64)}`, { pullSecret: 'ghcr' }),
  ports: { redis: 6379 },
  ready: tcp('redis'),
});
const own = managedSecret({ revision: 1 });
const secrets = { ...devProps().secrets, ghcr: own, registry: own };
const { volumes: _volumes, ...settings } = services('dev.example.com').store;

function projectWith(one: { readonly props: object }, dev: object) {
  return smallProject({
    devOnly: true,
    project: { services: [front, store, one] as never },
    dev: {
      services: { ...services('dev.example.com'), cache: { ...settings, replicas: 1 } },
      secrets,
      ...dev,
    },
  });
}

function problemsOf(...input: Parameters<typeof projectWith>): readonly string[] {
  try {
    synthProject(projectWith(...input));
    return [];
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    return error.findings.map(({ rule, path, value }) => `${rule} ${path} ${value}`);
  }
}

function pulledWith(dev: object, name: string): unknown {
  const { stacks } = synthProject(projectWith(cache, dev));
  const { resource } = stacks['dev-services'] as any;
  return resource.kubernetes_deployment_v1[name].spec.template.spec.image_pull_secrets;
}

test('an image is pulled with the credentials that it says, beside those of the environment', () => {
  const dev = { pullSecret: 'registry' };
  expect(pulledWith(dev, 'cache')).toEqual([{ name: 'ghcr' }, { name: 'registry' }]);
  expect(pulledWith(dev, 'front')).toEqual([{ name: 'registry' }]);
});

test('its secret has the form that Kubernetes expects, and is asked for like the others', () => {
  const { stacks } = synthProject(projectWith(cache, { pullSecret: 'registry' }));
  expect(stacks['dev-base']?.resource['kubernetes_secret_v1']?.['ghcr']).toMatchObject({
    type: 'kubernetes.io/dockerconfigjson',
    data_wo: { '.dockerconfigjson': '${var.dev_ghcr_dockerconfigjson}' },
  });
});

test('a container beside a service says its own', () => {
  const { pullSecret: _, ...image } = cache.props.image;
  const sidecars = {
    copy: { image: cache.image, command: ['copy'], cpu: settings.cpu, memory: settings.memory },
  };
  const beside = service({ ...cache.props, image: prebuilt(image.reference), sidecars } as never);
  const { stacks } = synthProject(projectWith(beside, { secrets: { ...devProps().secrets, ghcr: own } }));
  expect(JSON.stringify(stacks['dev-services'])).toContain('"image_pull_secrets":[{"name":"ghcr"}]');
});

test('where a mirror stands in for its registry, nobody asks for them', () => {
  const mirrors = { 'ghcr.io': 'registry.example.com/ghcr' };
  expect(problemsOf(cache, { mirrors, secrets: devProps().secrets })).toEqual([]);
  expect(problemsOf(cache, { mirrors, pullSecret: 'registry' })).toEqual([
    'secrets/unread environments.dev.secrets.ghcr ghcr',
  ]);
});

test('credentials without a source are reported once, with the image that needs them', () => {
  expect(problemsOf(cache, { secrets: devProps().secrets })).toEqual([
    'secrets/source environments.dev.secrets.ghcr missing',
  ]);
});

test('a service does not read them', () => {
  const reader = service({ ...cache.props, secrets: { TOKEN: secretKey('ghcr', 'token') } });
  expect(problemsOf(reader, { pullSecret: 'registry' })).toEqual([
    'secrets/pull services.cache.image.pullSecret ghcr, which cache reads',
  ]);
});
