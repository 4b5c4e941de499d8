import { Namespace } from '../../../constructs/namespace';
import {
  checkWorkload,
  fromNetwork,
  inNamespace,
  tcp,
  Workload,
  type WorkloadSpec,
} from '../../../constructs/workload';
import { BASICS, props, spec, synthApi } from './a-workload';
import { mayConnect, type Party, type Policy } from './network';
import { synthKubernetes } from './synth-kubernetes';

const PORTS = { http: { container: 8080, service: 80 }, metrics: 9090 };
const PROMETHEUS = inNamespace('monitoring').pods({ app: 'prometheus' });

describe('pods of other namespaces, and networks,', () => {
  const allowFrom = {
    metrics: [PROMETHEUS],
    http: [inNamespace('gateway').pods({}), fromNetwork('10.9.0.0/22')],
  };
  const policies = synthKubernetes((stack) => {
    const namespace = new Namespace(stack, 'shop');
    new Workload(stack, 'api', props({ namespace, ports: PORTS, ready: tcp('http'), allowFrom }));
  }).kubernetes_network_policy_v1 as Record<string, Policy>;
  const api = { namespace: 'shop', labels: { 'app.kubernetes.io/name': 'api' } };
  const prometheus: Party = { namespace: 'monitoring', labels: { app: 'prometheus' } };
  const grafana: Party = { namespace: 'monitoring', labels: { app: 'grafana' } };
  const gateway: Party = { namespace: 'gateway', labels: { any: 'pod' } };

  test.each<[string, Party, number, boolean]>([
    ['to the port', prometheus, 9090, true],
    ['to another port', prometheus, 8080, false],
    ['with other labels', grafana, 9090, false],
    ['of a whole namespace', gateway, 8080, true],
    ['from a network', { address: '10.9.3.7' }, 8080, true],
    ['from a network to another port', { address: '10.9.3.7' }, 9090, false],
    ['from the network beside it', { address: '10.9.4.7' }, 8080, false],
    ['with the same labels elsewhere', { ...prometheus, namespace: 'shop' }, 9090, false],
  ])('are let in as declared: %s', (_, party, port, open) => {
    expect(mayConnect(policies, party, api, port)).toBe(open);
  });
});

test('what nobody can name, or no port answers to, is refused', () => {
  const allowFrom = {
    sql: [PROMETHEUS],
    metrics: [inNamespace('Mo').pods({ 'a b': 'c' }), fromNetwork('0.0.0.0/0'), fromNetwork('10.0.0.1')],
  };
  expect(checkWorkload(spec({ ports: PORTS, allowFrom }), '').map(({ path }) => path)).toEqual([
    '.allowFrom.sql',
    '.allowFrom.metrics.namespace',
    '.allowFrom.metrics.podLabels["a b"]',
    '.allowFrom.metrics["0.0.0.0/0"]',
    '.allowFrom.metrics["10.0.0.1"]',
  ]);
});

test('a port that is not declared does not compile', () => {
  const described = { name: 'api', ...BASICS, ports: PORTS, ready: tcp('http') } as const;
  const sound: WorkloadSpec<keyof typeof PORTS> = { ...described, allowFrom: { metrics: [PROMETHEUS] } };
  // @ts-expect-error there is no port sql
  const unsound: WorkloadSpec<keyof typeof PORTS> = { ...described, allowFrom: { sql: [PROMETHEUS] } };
  expect([sound, unsound].map((one) => checkWorkload(one, '').length)).toEqual([0, 1]);
});

test.each([
  ['single', 'SingleStack'],
  ['preferDualStack', 'PreferDualStack'],
  ['requireDualStack', 'RequireDualStack'],
  [undefined, undefined],
] as const)('the Services have the IP families that are asked for: %s', (ipFamilies, policy) => {
  const { kubernetes_service_v1: services } = synthApi({ kind: 'statefulSet', ipFamilies });
  for (const name of ['api', 'api-headless']) expect(services[name].spec.ip_family_policy).toBe(policy);
});
