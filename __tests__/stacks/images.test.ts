import { InvalidInput, noProbe, prebuilt, service, tcp } from 'slipway';
import {
  type Changes,
  DIGEST,
  front,
  released,
  services,
  smallProject,
  store,
} from '../support/small-project';
import { synthProject } from '../support/synth-project';

const REDIS = `sha256:${'7'.repeat(64)}`;
const cache = service({
  name: 'cache',
  image: prebuilt(`docker.io/library/redis:7.4@${REDIS}`),
  ports: { redis: 6379 },
  ready: tcp('redis'),
});
const mailer = service({
  name: 'mailer',
  image: front.image,
  command: ['node', 'mailer.js'],
  ready: noProbe('it takes no requests'),
});
const settings = { ...services('dev.example.com').store, replicas: 1, volumes: undefined };
const inBoth = (domain: string) => ({ ...services(domain), cache: settings, mailer: settings });

const changes: Changes = {
  project: { services: [front, store, cache, mailer] as never },
  dev: { services: inBoth('dev.example.com') },
  prod: { services: inBoth('example.com'), mirrors: { 'docker.io': 'registry.example.com/hub' } },
};
const { stacks, record } = synthProject(smallProject(changes));

function imageIn(stack: string, name: string): unknown {
  const { resource = {} } = stacks[stack] ?? {};
  const deployment: unknown = resource['kubernetes_deployment_v1']?.[name];
  const { spec } = deployment as {
    readonly spec: {
      readonly template: { readonly spec: { readonly container: readonly { image: string }[] } };
    };
  };
  return spec.template.spec.container[0]?.image;
}

test('an image that was built elsewhere runs by its digest, without a build and without a release', () => {
  expect(imageIn('dev-services', 'cache')).toBe(`docker.io/library/redis@${REDIS}`);
  expect(JSON.stringify(stacks['images'])).not.toContain('redis');
  expect(record.findings.map(({ path }) => path).filter((path) => path.includes('cache'))).toEqual([]);
  expect(record.environments[0]?.services['cache']).toMatchObject({ digest: REDIS, sample: false });
});

test('an environment with a mirror pulls the same digest from there', () => {
  expect(imageIn('prod-services', 'cache')).toBe(`registry.example.com/hub/library/redis@${REDIS}`);
});

test('so does one with a mirror of the registry of the project, of what the project builds', () => {
  const mirrors = { 'registry.example.com': 'registry.internal/copies' };
  const { stacks } = synthProject(smallProject({ ...changes, prod: { ...changes.prod, mirrors } }));

  expect(JSON.stringify(stacks['prod-services'])).toContain(
    `registry.internal/copies/small/front@${DIGEST.front}`,
  );
  expect(JSON.stringify(stacks['dev-services'])).toContain(
    `registry.example.com/small/front@${DIGEST.front}`,
  );
});

test('a project that builds nothing names no registry, and needs no Docker', () => {
  const { stacks: built } = synthProject(
    smallProject({
      devOnly: true,
      project: { registry: undefined, services: [cache] as never },
      dev: { secrets: {}, services: { cache: settings } },
      releases: [],
    }),
  );
  expect(built['images']?.['provider']).toBeUndefined();
  expect(Object.keys(built['dev-services']?.resource ?? {})).toContain('kubernetes_deployment_v1');
});

test('services that share an image run the digest that is selected for the one that it is built as', () => {
  expect(imageIn('prod-services', 'mailer')).toBe(`registry.example.com/small/front@${DIGEST.front}`);
  expect(imageIn('prod-services', 'mailer')).toBe(imageIn('prod-services', 'front'));
  expect(Object.keys(record.images)).toEqual(['front', 'store']);
});

test('a service that shares an image does not run while none is selected', () => {
  const releases = [released('dev', 'store'), released('prod', 'store')];
  const { stacks } = synthProject(smallProject({ ...changes, releases }));
  expect(JSON.stringify(stacks['dev-services'])).not.toContain('mailer');
});

function refusalOf(changed: Changes): string {
  try {
    synthProject(smallProject({ ...changes, ...changed }));
  } catch (error) {
    if (error instanceof InvalidInput) return error.message;
    throw error;
  }
  return 'accepted';
}

test.each<[string, string, string]>([
  ['no digest', 'docker.io/library/redis:7.4', 'must be pinned by digest'],
  ['half a digest', 'docker.io/library/redis@sha256:12', 'must be an image digest'],
  ['no registry', `redis@${REDIS}`, 'Write the whole name: docker.io/library/redis if'],
  ['a user but no registry', `bitnami/redis@${REDIS}`, 'Write the whole name: docker.io/bitnami/redis if'],
  ['an invalid tag', `docker.io/library/redis:7 4@${REDIS}`, 'must have a tag of letters'],
  ['two digests', `docker.io/library/redis@${REDIS}@${REDIS}`, 'must be an image digest'],
  ['nothing', '', "must begin with a registry's host"],
])('an image that was built elsewhere is refused with %s', (_what, reference, message) => {
  const broken = service({ ...cache.props, image: prebuilt(reference) });
  const refusal = refusalOf({ project: { services: [front, store, broken, mailer] as never } });
  expect(refusal).toContain(message);
  expect(refusal).toContain('services.cache.image');
});

test('an image of a service that the project does not have is refused', () => {
  const stranger = service({ ...front.props, name: 'stranger' });
  const broken = service({ ...mailer.props, image: stranger.image });
  const refusal = refusalOf({ project: { services: [front, store, cache, broken] as never } });
  expect(refusal).toContain(
    'services.mailer.image must be the image of a service of this project, but is stranger',
  );
});

test('a mirror must stand in for a host, and be a repository itself', () => {
  const mirrors = { 'https://docker.io': 'registry.example.com/hub', 'quay.io': 'Mirror' };
  const refusal = refusalOf({ prod: { ...changes.prod, mirrors } });
  expect(refusal).toContain("must name a registry's host, such as docker.io");
  expect(refusal).toContain('environments.prod.mirrors.quay.io');
});

test('a mirror that would stand in for nothing is refused: a path, and another name of Docker Hub', () => {
  for (const registry of ['docker.io/library', 'index.docker.io']) {
    const refusal = refusalOf({
      prod: { ...changes.prod, mirrors: { [registry]: 'registry.example.com/hub' } },
    });
    expect(refusal).toContain(`environments.prod.mirrors.${registry} must name a registry's host`);
  }
});
