import { Namespace, type NamespaceProps } from '../../../constructs/namespace';
import { mayConnect } from '../workload/network';
import { synthKubernetes } from '../workload/synth-kubernetes';

function resourcesOf(props: NamespaceProps = {}, id = 'shop-prod'): any {
  return synthKubernetes((stack) => {
    new Namespace(stack, id, props);
  });
}

test('admits only pods of the restricted standard', () => {
  const { metadata } = resourcesOf({ partOf: 'shop' }).kubernetes_namespace_v1['shop-prod'];
  expect(metadata.name).toBe('shop-prod');
  expect(metadata.labels).toEqual({
    'app.kubernetes.io/managed-by': 'slipway',
    'app.kubernetes.io/part-of': 'shop',
    'pod-security.kubernetes.io/audit': 'restricted',
    'pod-security.kubernetes.io/enforce': 'restricted',
    'pod-security.kubernetes.io/warn': 'restricted',
  });
});

test('admits more if there is a reason, which is recorded', () => {
  const podSecurity = { level: 'baseline', reason: 'the log shipper reads ${HOST}' } as const;
  const { metadata } = resourcesOf({ podSecurity }).kubernetes_namespace_v1['shop-prod'];
  expect(metadata.labels['pod-security.kubernetes.io/enforce']).toBe('baseline');
  expect(metadata.annotations).toEqual({ 'slipway/pod-security-reason': 'the log shipper reads $${HOST}' });
});

test('denies all traffic except queries to the cluster DNS', () => {
  const policies = resourcesOf().kubernetes_network_policy_v1;
  const pod = { namespace: 'shop-prod', labels: { 'app.kubernetes.io/name': 'api' } };
  const dns = { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } };
  expect(mayConnect(policies, pod, dns, 53, 'UDP')).toBe(true);
  expect(mayConnect(policies, pod, dns, 53)).toBe(true);
  expect(mayConnect(policies, pod, dns, 9153)).toBe(false);
  expect(mayConnect(policies, pod, { ...dns, labels: {} }, 53)).toBe(false);
  expect(mayConnect(policies, pod, pod, 8080)).toBe(false);
  expect(mayConnect(policies, pod, { address: '203.0.113.7' }, 443)).toBe(false);
  expect(mayConnect(policies, { namespace: 'default', labels: {} }, pod, 8080)).toBe(false);
});

test('can be destroyed by Terraform only if it is not protected', () => {
  const lifecycleOf = (props: NamespaceProps) =>
    resourcesOf(props).kubernetes_namespace_v1['shop-prod'].lifecycle;
  expect(lifecycleOf({ protect: true })).toEqual({ prevent_destroy: true });
  expect(lifecycleOf({})).toBeUndefined();
});

test('several can be in one stack', () => {
  const { kubernetes_network_policy_v1: policies } = synthKubernetes((stack) => {
    new Namespace(stack, 'shop');
    new Namespace(stack, 'data');
  });
  expect(Object.keys(policies ?? {}).sort()).toEqual([
    'data-default-deny',
    'data-to-dns',
    'shop-default-deny',
    'shop-to-dns',
  ]);
});

test('an existing namespace is only a name, and creates nothing', () => {
  expect(Namespace.existing('2048-game')).toEqual({ name: '2048-game' });
});

test.each<[string, NamespaceProps, RegExp]>([
  ['a name with capitals', { name: 'Shop' }, /shop-prod\.name must be a DNS label .* but is "Shop"/],
  ['a name that no Terraform name can be', { name: '2048-game' }, /begins with a letter/],
  ['a name of the system', { name: 'kube-shop' }, /must not begin with kube-/],
  ['a part that is no label', { partOf: 'my shop' }, /namespace\/part-of/],
  ['a missing reason', { podSecurity: { level: 'privileged', reason: ' ' } }, /must say why pods need more/],
])('refuses %s', (_, props, message) => {
  expect(() => resourcesOf(props)).toThrow(message);
});

test('refuses the name of an existing namespace that cannot exist', () => {
  expect(() => Namespace.existing('shop_prod')).toThrow(/Namespace\.existing\(…\) must be a DNS label/);
});
