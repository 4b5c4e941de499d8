import type { HostRecord, ServiceRecord, SlotRecord } from '../../../core/record';
import type { Synth } from '../../../core/synth';
import { workload } from './resources';
import { environment, type StackJson, synthOf } from './synth-of';

const GIBIBYTE = 2 ** 30;

/** An environment of many workloads, which connect as those of a company do: groups around a few that everybody uses. */
export function sizedSynth(count: number, group = 10): Synth {
  const names = Array.from({ length: count }, (_, index) => `service-${String(index).padStart(4, '0')}`);
  const calls = names.flatMap((name, index) => {
    const first = index - (index % group);
    const inGroup = index === first ? [] : [names[first + Math.floor((index - first) / 2)], names[first]];
    const shared = index % 7 === 3 ? [names[0]] : [];
    return [...new Set([...inGroup, ...shared])].flatMap((to) =>
      to === undefined || to === name ? [] : [[name, to] as const],
    );
  });
  const hosts = Array.from({ length: Math.max(2, Math.ceil(count / 12)) }, (_, index) => `host-${index}`);
  const changes = {
    namespace: 'small-prod',
    nodePool: 'nodes',
    services: Object.fromEntries(names.map((name, index) => [name, service(name, index)])),
    hosts: Object.fromEntries(hosts.map((name, index) => [name, host(index)])),
    pools: { nodes: hosts.flatMap((name, index) => [slot(name, 2 * index), slot(name, 2 * index + 1)]) },
  };
  const staging = { ...changes, namespace: 'small-staging', hosts: {}, pools: {} };
  return synthOf(
    { 'prod-services': services(names, calls), 'staging-services': {} },
    {
      environments: [environment('staging', null, staging), environment('prod', 'staging', changes)],
      findings: [],
    },
  );
}

function services(names: readonly string[], calls: readonly (readonly [string, string])[]): StackJson {
  return {
    kubernetes_deployment_v1: Object.fromEntries(names.map((name) => [name, workload({ name })])),
    kubernetes_network_policy_v1: Object.fromEntries(
      calls.map(([from, to]) => [`${from}-to-${to}`, policy(from, to)]),
    ),
    kubernetes_service_v1: {
      front: {
        metadata: { name: 'front', namespace: 'small-prod' },
        spec: { selector: { 'app.kubernetes.io/name': names[1] } },
      },
    },
    kubernetes_ingress_v1: { front: ingress() },
  };
}

function policy(from: string, to: string): object {
  const selector = (name: string) => ({ match_labels: { 'app.kubernetes.io/name': name } });
  return {
    metadata: { name: `${from}-to-${to}`, namespace: 'small-prod' },
    spec: {
      pod_selector: selector(from),
      policy_types: ['Egress'],
      egress: [{ to: [{ pod_selector: selector(to) }], ports: [{ port: '8080', protocol: 'TCP' }] }],
    },
  };
}

function ingress(): object {
  const path = {
    backend: { service: { name: 'front', port: { number: 80 } } },
    path: '/',
    path_type: 'Prefix',
  };
  return {
    metadata: { name: 'front', namespace: 'small-prod' },
    spec: { rule: [{ host: 'www.example.com', http: { path: [path] } }] },
  };
}

function service(name: string, index: number): ServiceRecord {
  return {
    digest: `sha256:${index.toString(16).padStart(8, '0').repeat(8)}`,
    sample: false,
    replicas: 1 + (index % 5),
    address: `${name}.small-prod:8080`,
  };
}

function host(index: number): HostRecord {
  const allocatable = { cpu: 64, memoryBytes: 256 * GIBIBYTE };
  const promised = { cpu: (index * 7) % 60, memoryBytes: ((index * 31) % 250) * GIBIBYTE };
  return {
    failureDomain: `rack${Math.floor(index / 8)}`,
    cores: 64,
    memoryBytes: 256 * GIBIBYTE,
    allocatable,
    promised,
  };
}

function slot(host: string, index: number): SlotRecord {
  const [high, low] = [Math.floor(index / 250), index % 250];
  return {
    ...{ slot: String(index), host, name: `small-prod-nodes-${index}` },
    ...{ mac: '52:54:00:00:00:01', address: `10.1.${high}.${low}`, address6: null, fqdn: null },
    ...{
      image: `sha512:${'a'.repeat(128)}`,
      instanceId: `nodes-${index}`,
      terraformAddress: `libvirt_domain.nodes-${index}`,
    },
    ...{ users: ['ops'], jump: null },
  };
}
