import type { TerraformStack } from 'cdktf';
import { Namespace } from '../../../constructs/namespace';
import {
  checkWorkload,
  cidr,
  exec,
  onHostNetwork,
  onHostPort,
  plainHttp,
  sctp,
  tcp,
  Workload,
  type WorkloadSpec,
} from '../../../constructs/workload';
import { BASICS, containerOf, props, spec, synthApi } from './a-workload';
import { mayConnect, type Policy } from './network';
import { synthKubernetes } from './synth-kubernetes';

const WEB = { http: { container: 8080, service: 80 }, dns: { container: 5353, protocol: 'UDP' } } as const;

function pod(name: string) {
  return { namespace: 'shop', labels: { 'app.kubernetes.io/name': name } };
}

test('a Service has the numbers that callers use, and leads to those that the process listens on', () => {
  const resource = synthApi({ ports: WEB, ready: tcp('http') });
  expect(resource.kubernetes_service_v1.api.spec.port).toEqual([
    { name: 'dns', port: 5353, target_port: 'dns', protocol: 'UDP' },
    { name: 'http', port: 80, target_port: 'http', protocol: 'TCP' },
  ]);
  expect(containerOf(resource).port).toEqual([
    { name: 'dns', container_port: 5353, protocol: 'UDP' },
    { name: 'http', container_port: 8080, protocol: 'TCP' },
  ]);
});

test('callers learn the number of the Service, and policies open that of the container', () => {
  const resource = synthKubernetes((stack: TerraformStack) => {
    const namespace = new Namespace(stack, 'shop');
    const web = new Workload(stack, 'web', props({ namespace, ports: WEB }));
    const connectsTo = { WEB: web.endpoint('http'), NAMES: web.endpoint('dns') };
    new Workload(stack, 'api', props({ namespace, connectsTo }));
  });
  const variables = Object.fromEntries(
    containerOf(resource).env.map(({ name, value }: { name: string; value: string }) => [name, value]),
  );
  expect(variables).toMatchObject({ WEB_PORT: '80', NAMES_PORT: '5353' });
  const policies = resource.kubernetes_network_policy_v1 as Record<string, Policy>;
  expect(mayConnect(policies, pod('api'), pod('web'), 8080)).toBe(true);
  expect(mayConnect(policies, pod('api'), pod('web'), 80)).toBe(false);
  expect(mayConnect(policies, pod('api'), pod('web'), 5353, 'UDP')).toBe(true);
  expect(mayConnect(policies, pod('api'), pod('web'), 5353, 'TCP')).toBe(false);
});

test('an ingress leads to the number of the Service, and its policy to that of the container', () => {
  const tls = plainHttp('a test');
  const resource = synthApi({
    ports: WEB,
    ready: tcp('http'),
    ingress: { port: 'http', domain: 'shop.example.com', className: 'nginx', tls },
  });
  const { backend } = resource.kubernetes_ingress_v1.api.spec.rule[0].http.path[0];
  expect(backend.service.port.number).toBe(80);
  const { ingress } = resource.kubernetes_network_policy_v1['api-from-ingress-nginx'].spec;
  expect(ingress[0].ports).toEqual([{ port: '8080', protocol: 'TCP' }]);
});

test.each([
  { ports: { sql: 5432 }, address: 'None' },
  { ports: { sql: { container: 5432, service: 5432 } }, address: 'None' },
  { ports: { sql: { container: 5433, service: 5432 } }, address: undefined },
])('a single workload has an address of its own only to translate a number: $ports', ({ ports, address }) => {
  const resource = synthApi({ single: true, replicas: 1, ports, ready: tcp('sql') });
  expect(resource.kubernetes_service_v1.api.spec.cluster_ip).toBe(address);
});

test('the names of the replicas of a stateful set lead to the numbers that their processes listen on', () => {
  const resource = synthApi({ kind: 'statefulSet', ports: WEB, ready: tcp('http') });
  const [, http] = resource.kubernetes_service_v1['api-headless'].spec.port;
  expect(http).toMatchObject({ name: 'http', port: 8080 });
  const [dns] = resource.kubernetes_network_policy_v1['api-among-replicas'].spec.ingress[0].ports;
  expect(dns).toEqual({ port: '5353', protocol: 'UDP' });
});

function problemsOf(changes: Partial<WorkloadSpec>): string[] {
  return checkWorkload(spec(changes), '').map(({ rule, path, value }) => `${rule} ${path}: ${value ?? ''}`);
}

test('TCP and UDP on one number are two ports', () => {
  const both = { http: 8080, quic: { container: 8080, protocol: 'UDP' } } as const;
  expect(problemsOf({ ports: both })).toEqual([]);
});

test.each<[string, WorkloadSpec['ports'], string[]]>([
  [
    'one number of the container by two names',
    { http: 8080, web: { container: 8080, service: 80 } },
    ['workload/port-twice .ports.web: 8080, as http already is'],
  ],
  [
    'one number of the Service by two names',
    { http: 8080, web: { container: 9090, service: 8080 } },
    ['workload/port-twice .ports.web.service: 8080 TCP, as http already is'],
  ],
  [
    'a number of the Service that there is not',
    { http: { container: 8080, service: 0 } },
    ['workload/port-number .ports.http.service: 0'],
  ],
  [
    'a port of the node that there is not',
    { http: { container: 8080, hostPort: onHostPort(65_536, 'x') } },
    ['workload/host-port .ports.http.hostPort.number: 65536'],
  ],
  [
    'a port of the node by SCTP',
    { http: 8080, n2: { container: 38_412, protocol: 'SCTP', hostPort: onHostPort(38_412, 'x') } },
    ['workload/host-port .ports.n2.hostPort: 38412'],
  ],
  [
    'one port of the node for two',
    {
      http: { container: 8080, hostPort: onHostPort(80, 'x') },
      web: { container: 8081, hostPort: onHostPort(80, 'x') },
      quic: { container: 8080, protocol: 'UDP', hostPort: onHostPort(80, 'x') },
    },
    ['workload/port-twice .ports.web.hostPort.number: 80 TCP, as http already is'],
  ],
])('refuses %s', (_, ports, problems) => {
  expect(problemsOf({ ports })).toEqual(problems);
});

test('on the network of the node, a port of the node is the one that the process listens on', () => {
  const agent = { kind: 'daemonSet', replicas: undefined, hostNetwork: onHostNetwork('a test') } as const;
  const ports = (number: number) => ({ http: { container: 8080, hostPort: onHostPort(number, 'x') } });
  expect(problemsOf({ ...agent, ports: ports(8080) })).toEqual([]);
  expect(problemsOf({ ...agent, ports: ports(80) })).toEqual([
    'workload/host-port .ports.http.hostPort.number: 80, where the process listens on 8080',
  ]);
});

test('a port may speak SCTP, in the Service, the policies and on the way out', () => {
  const ports = { http: 8080, n2: { container: 38_412, protocol: 'SCTP' } } as const;
  const resource = synthKubernetes((stack: TerraformStack) => {
    const namespace = new Namespace(stack, 'shop');
    const amf = new Workload(stack, 'amf', props({ namespace, ports }));
    const egress = [cidr('10.40.0.0/16', sctp(38_412))];
    new Workload(stack, 'api', props({ namespace, connectsTo: { AMF: amf.endpoint('n2') }, egress }));
  });
  const policies = resource.kubernetes_network_policy_v1 as Record<string, Policy>;
  // The provider takes no such port of a container.
  expect(containerOf(resource, 'amf').port).toEqual([
    { name: 'http', container_port: 8080, protocol: 'TCP' },
  ]);
  expect(resource.kubernetes_service_v1.amf.spec.port).toContainEqual({
    name: 'n2',
    port: 38_412,
    target_port: '38412',
    protocol: 'SCTP',
  });
  expect(mayConnect(policies, pod('api'), pod('amf'), 38_412, 'SCTP')).toBe(true);
  expect(mayConnect(policies, pod('api'), pod('amf'), 38_412, 'TCP')).toBe(false);
  expect(mayConnect(policies, pod('api'), { address: '10.40.0.7' }, 38_412, 'SCTP')).toBe(true);
});

test.each(['UDP', 'SCTP'] as const)('refuses a probe and an ingress of a %s port', (protocol) => {
  const ports = { http: { container: 8080, protocol } };
  const ingress = { port: 'http', domain: 'a.example', className: 'nginx', tls: plainHttp('a test') };
  expect(problemsOf({ ports, ready: tcp('http'), ingress })).toEqual([
    'workload/probe .ready.port: "http"',
    'workload/ingress-port .ingress.port: "http"',
  ]);
  expect(problemsOf({ ports, ready: exec(['/check']) })).toEqual([]);
});

test('a probe of a port that is not declared does not compile, whichever way ports are written', () => {
  const described = { name: 'api', ...BASICS, ports: WEB };
  const sound: WorkloadSpec<keyof typeof WEB> = { ...described, ready: tcp('http') };
  // @ts-expect-error there is no port sql
  const unsound: WorkloadSpec<keyof typeof WEB> = { ...described, ready: tcp('sql') };
  expect([sound, unsound].map((one) => checkWorkload(one, '').length)).toEqual([0, 1]);
});
