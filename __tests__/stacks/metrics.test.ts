import { inNamespace, kubeconfig, type Monitoring, service } from 'slipway';
import { checkComposition, resolveComposition } from '../../model';
import { front, smallProject, store } from '../support/small-project';
import { synthProject } from '../support/synth-project';

const provides = {
  storageClass: 'local-path',
  ingress: { className: 'nginx', tls: { kind: 'plain-http', reason: 'a test' } },
} as const;

function projectWith(metrics: object, monitoring?: Monitoring) {
  const scraped = service({ ...front.props, metrics: { port: 'http', ...metrics } } as never) as typeof front;
  const cluster = kubeconfig({ context: 'dev', path: '/etc/kube', provides: { ...provides, monitoring } });
  return smallProject({ devOnly: true, project: { services: [scraped, store] }, dev: { cluster } });
}

function scrapersOf(metrics: object, monitoring?: Monitoring): unknown {
  const { stacks } = synthProject(projectWith(metrics, monitoring));
  const { resource = {} } = stacks['dev-services'] ?? {};
  const scraped = resource['kubernetes_network_policy_v1']?.['front-scraped'];
  return scraped === undefined ? undefined : scraped.spec.ingress[0].from;
}

const inside = (name: string) => ({ match_labels: { 'kubernetes.io/metadata.name': name } });

test('the Prometheus of the cluster is let in', () => {
  expect(scrapersOf({}, { namespace: 'monitoring', podLabels: { app: 'prometheus' } })).toEqual([
    { namespace_selector: inside('monitoring'), pod_selector: { match_labels: { app: 'prometheus' } } },
  ]);
});

test('a service that names who scrapes it lets in them instead', () => {
  const from = [inNamespace('own').pods({})];
  expect(scrapersOf({ from }, { namespace: 'monitoring' })).toEqual([
    { namespace_selector: inside('own'), pod_selector: {} },
  ]);
});

test('nobody is let in where the cluster names none', () => {
  expect(scrapersOf({})).toBeUndefined();
});

test('the namespace is one that there can be', () => {
  const findings = checkComposition(resolveComposition(projectWith({}, { namespace: 'No Namespace' })));
  expect(findings.map(({ path }) => path)).toContain(
    'environments.dev.cluster.provides.monitoring.namespace',
  );
});
