import { container, kubernetesService, workload } from '../support/resources';
import type { StacksJson } from '../support/synth-of';
import type { Pair } from './pair';

const WEB = 'kubernetes_deployment_v1.web';
const web = (changes: object): StacksJson => ({
  'dev-services': { kubernetes_deployment_v1: { web: workload(changes) } },
});
const everywhere = (of: (environment: string) => object): StacksJson =>
  Object.fromEntries(
    ['dev', 'staging', 'prod'].map((name) => [
      `${name}-services`,
      { kubernetes_deployment_v1: { web: of(name) } },
    ]),
  );

export const plain: readonly Pair[] = [
  { name: 'nothing', before: web({}), after: web({}), outcome: 'nothing', entries: [] },
  {
    name: 'the order of environment variables',
    before: web({}),
    after: web({ container: { env: [...container().env].reverse() } }),
    outcome: 'nothing',
    entries: [],
  },
  {
    name: 'a quantity that is written otherwise',
    before: web({}),
    after: web({
      container: { resources: { requests: { cpu: '0.5', memory: '1024Mi' }, limits: { memory: '1Gi' } } },
    }),
    outcome: 'nothing',
    entries: [],
  },
  {
    name: 'a number that is written as text',
    before: web({ spec: { replicas: 2 } }),
    after: web({ spec: { replicas: '2' } }),
    outcome: 'nothing',
    entries: [],
  },
  {
    name: 'null in place of nothing',
    before: web({}),
    after: web({ pod: { node_name: null } }),
    outcome: 'nothing',
    entries: [],
  },
  {
    name: 'a block in place of a list of one',
    before: { 'dev-services': { kubernetes_service_v1: { web: kubernetesService() } } },
    after: {
      'dev-services': {
        kubernetes_service_v1: { web: { ...kubernetesService(), spec: [kubernetesService().spec] } },
      },
    },
    outcome: 'nothing',
    entries: [],
  },
  {
    name: 'the order of arguments of a command',
    before: web({ container: { command: ['a', 'b'] } }),
    after: web({ container: { command: ['b', 'a'] } }),
    outcome: 'changes',
    entries: [['rest', 'update', WEB]],
  },
  {
    name: 'another image',
    before: web({}),
    after: web({ container: { image: `registry.example.com/small/web@sha256:${'2'.repeat(64)}` } }),
    outcome: 'changes',
    entries: [['rest', 'update', WEB]],
  },
  {
    name: 'the same change in three environments is one entry',
    before: everywhere(() => workload()),
    after: everywhere((name) =>
      workload({ container: { env: [{ name: 'HOME_URL', value: `https://${name}.example.com` }] } }),
    ),
    outcome: 'changes',
    entries: [['rest', 'update', WEB]],
  },
  {
    name: 'the same change to two workloads is one entry',
    before: {
      'dev-services': {
        kubernetes_deployment_v1: { a: workload({ name: 'a' }), b: workload({ name: 'b' }) },
      },
    },
    after: {
      'dev-services': {
        kubernetes_deployment_v1: {
          a: workload({ name: 'a', pod: { priority_class_name: 'high' } }),
          b: workload({ name: 'b', pod: { priority_class_name: 'high' } }),
        },
      },
    },
    outcome: 'changes',
    entries: [['rest', 'update', 'kubernetes_deployment_v1.a']],
  },
  {
    name: 'a new service',
    before: { 'dev-services': {} },
    after: web({}),
    outcome: 'changes',
    entries: [['rest', 'create', WEB]],
  },
];
