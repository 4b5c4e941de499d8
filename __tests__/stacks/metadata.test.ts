import { cronJob, service } from 'slipway';
import { checkComposition, resolveComposition } from '../../model';
import { type Changes, front, services, smallProject, store } from '../support/small-project';
import { synthProject } from '../support/synth-project';

const owned = service({ ...front.props, labels: { team: 'web', tier: 'front' } });
const { front: settings, store: stored } = services('dev.example.com');

function small(changes: Changes = {}) {
  return smallProject({ devOnly: true, ...changes });
}

const LABELLED: Changes = {
  project: {
    services: [owned, store],
    labels: { team: 'shop', 'cost-centre': '4711', region: 'eu' },
    annotations: { 'example.com/contact': 'shop@example.com' },
    jobs: [
      cronJob({ name: 'nightly', of: owned, command: ['x'], schedule: '@daily', labels: { tier: 'job' } }),
    ],
  },
  dev: {
    labels: { region: 'desk', 'istio-injection': 'enabled' },
    services: { front: { ...settings, labels: { tier: 'dev' } }, store: stored },
  },
};

describe('labels of a project and of its environments', () => {
  const { stacks } = synthProject(small(LABELLED));
  const all = ['dev-base', 'dev-services'].flatMap((name) =>
    Object.values(stacks[name]?.resource ?? {}).flatMap((byName) => Object.values(byName)),
  );

  test('are on every object of Kubernetes', () => {
    expect(all.length).toBeGreaterThan(10);
    for (const { metadata } of all) {
      expect(metadata.labels).toMatchObject({ 'cost-centre': '4711', 'istio-injection': 'enabled' });
      expect(metadata.annotations).toMatchObject({ 'example.com/contact': 'shop@example.com' });
    }
  });

  test('yield to what is said nearer: the service over the environment, its settings there over all', () => {
    const { resource = {} } = stacks['dev-services'] ?? {};
    expect(resource['kubernetes_deployment_v1']?.['front'].metadata.labels).toMatchObject({
      team: 'web',
      region: 'desk',
      tier: 'dev',
    });
    expect(resource['kubernetes_cron_job_v1']?.['nightly'].metadata.labels).toMatchObject({
      team: 'web',
      tier: 'job',
    });
    expect(resource['kubernetes_stateful_set_v1']?.['store'].metadata.labels).toMatchObject({ team: 'shop' });
  });
});

test.each<[string, Changes, string]>([
  ['of a project', { project: { labels: { team: 'a b' } } }, 'project.labels.team'],
  ['of an environment', { dev: { annotations: { 'a b': '' } } }, 'environments.dev.annotations["a b"]'],
  [
    'of the settings of a service',
    { dev: { services: { front: { ...settings, labels: { team: 'a b' } }, store: stored } } },
    'environments.dev.services.front.labels.team',
  ],
])('a mistake in the labels %s is reported once, where it stands', (_where, changes, path) => {
  const findings = checkComposition(resolveComposition(small(changes)));
  expect(findings.filter(({ rule }) => rule.startsWith('metadata/')).map((finding) => finding.path)).toEqual([
    path,
  ]);
});
