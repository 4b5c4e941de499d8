import { Namespace } from '../../../constructs/namespace';
import { Size } from '../../../constructs/quantities';
import { VolumeClaims } from '../../../constructs/workload';
import { podOf, synthApi } from './a-workload';
import { synthKubernetes } from './synth-kubernetes';

const SET = 'kubernetes_stateful_set_v1';
const CLAIM = 'kubernetes_persistent_volume_claim_v1';
const data = { mountPath: '/data', size: Size.gibibytes(2) };
const storing = { kind: 'statefulSet', replicas: 2, volumes: { data } } as const;

describe('a stateful set of several', () => {
  const resource = synthApi({ ...storing, storageClass: 'fast', protect: true });
  const { spec, lifecycle, depends_on } = resource[SET].api;

  test('gives each replica a claim of its own, which is declared and protected like any other', () => {
    expect(Object.keys(resource[CLAIM])).toEqual(['volume-data-api-0', 'volume-data-api-1']);
    expect(resource[CLAIM]['volume-data-api-1']).toMatchObject({
      metadata: { name: 'volume-data-api-1', namespace: 'shop-prod' },
      spec: { resources: { requests: { storage: '2Gi' } }, storage_class_name: 'fast' },
      lifecycle: { prevent_destroy: true, create_before_destroy: true },
    });
    expect(depends_on).toEqual(expect.arrayContaining([`${CLAIM}.volume-data-api-1`]));
  });

  test('finds those claims by the name of its template, and does not compare what Kubernetes keeps: sizes and labels', () => {
    const [template] = spec.volume_claim_template;
    expect(template.metadata.name).toBe('volume-data');
    expect(template.spec).toMatchObject({ storage_class_name: 'fast', access_modes: ['ReadWriteOnce'] });
    expect(lifecycle.ignore_changes).toEqual([
      'spec[0].volume_claim_template[0].metadata[0].labels',
      'spec[0].volume_claim_template[0].spec[0].resources',
    ]);
    const pod = podOf(resource);
    expect(pod).not.toHaveProperty('volume');
    expect(pod.container[0].volume_mount).toEqual([{ name: 'volume-data', mount_path: '/data' }]);
  });

  test('has a name for any replica, and one for each, even while they start', () => {
    expect(spec.service_name).toBe('api-headless');
    expect(resource.kubernetes_service_v1.api.spec).not.toHaveProperty('cluster_ip');
    expect(resource.kubernetes_service_v1['api-headless'].spec).toMatchObject({
      cluster_ip: 'None',
      publish_not_ready_addresses: true,
      selector: { 'app.kubernetes.io/name': 'api' },
    });
  });

  test('starts at once and rolls one by one, and Terraform waits for all of them', () => {
    expect(spec).toMatchObject({
      replicas: '2',
      pod_management_policy: 'Parallel',
      update_strategy: [{ type: 'RollingUpdate', rolling_update: [{ partition: 0 }] }],
    });
    expect(resource[SET].api.timeouts).toEqual({ create: '11m0s', update: '11m0s' });
    expect(resource.kubernetes_pod_disruption_budget_v1.api.spec.max_unavailable).toBe('1');
  });

  test('lets its replicas reach each other on their ports, and no one else', () => {
    const replicas = { pod_selector: { match_labels: { 'app.kubernetes.io/name': 'api' } } };
    expect(resource.kubernetes_network_policy_v1['api-among-replicas'].spec).toMatchObject({
      ...replicas,
      ingress: [{ from: [replicas], ports: [{ port: '8080', protocol: 'TCP' }] }],
      egress: [{ to: [replicas], ports: [{ port: '8080', protocol: 'TCP' }] }],
    });
  });

  test('keeps replicas apart, whatever template they have', () => {
    expect(podOf(resource).topology_spread_constraint[0]).not.toHaveProperty('match_label_keys');
  });

  test('keeps its claims while it does not run', () => {
    const stored = synthKubernetes((stack) => {
      const namespace = Namespace.existing('shop-prod');
      new VolumeClaims(stack, 'api', {
        ...storing,
        name: 'api',
        partOf: undefined,
        namespace,
        protect: true,
      });
    });
    expect(Object.keys(stored[CLAIM])).toEqual(Object.keys(resource[CLAIM]));
  });
});

test('a stateful set without volumes has no templates and ignores nothing', () => {
  const set = synthApi({ kind: 'statefulSet', replicas: 3 })[SET].api;
  expect(set.spec).not.toHaveProperty('volume_claim_template');
  expect(set).not.toHaveProperty('lifecycle');
});

describe('a daemon set', () => {
  const resource = synthApi({ kind: 'daemonSet', replicas: undefined });
  const { spec, timeouts } = resource.kubernetes_daemon_set_v1.api;

  test('runs on every node, so nothing spreads, scales or budgets its pods', () => {
    expect(spec).not.toHaveProperty('replicas');
    expect(podOf(resource)).not.toHaveProperty('topology_spread_constraint');
    expect(podOf(resource)).not.toHaveProperty('affinity');
    expect(resource).not.toHaveProperty('kubernetes_pod_disruption_budget_v1');
    expect(resource).not.toHaveProperty('kubernetes_deployment_v1');
  });

  test('replaces a tenth of its pods at once, in a time that does not depend on how many nodes there are', () => {
    expect(spec.strategy).toEqual({
      type: 'RollingUpdate',
      rolling_update: { max_unavailable: '10%', max_surge: '0' },
    });
    expect(timeouts).toEqual({ create: '5m30s', update: '55m0s' });
  });

  test('serves its ports by a Service like any other', () => {
    expect(resource.kubernetes_service_v1.api.spec.selector).toEqual({ 'app.kubernetes.io/name': 'api' });
  });
});
