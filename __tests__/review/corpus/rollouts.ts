import { workload } from '../support/resources';
import type { StacksJson } from '../support/synth-of';
import type { Pair } from './pair';

// What restarts pods, and what visitors notice of it.

const WEB = 'kubernetes_deployment_v1.web';
const web = (changes: object): StacksJson => ({
  'prod-services': { kubernetes_deployment_v1: { web: workload(changes) } },
});
const READY = { readiness_probe: { http_get: { path: '/', port: '8080' } } };
const PRE_STOP = { lifecycle: { pre_stop: { exec: { command: ['sleep', '5'] } } } };

export const rollouts: readonly Pair[] = [
  {
    name: 'a deployment stops its pods before it starts others, from now on',
    before: web({ spec: { strategy: { type: 'RollingUpdate' } } }),
    after: web({ spec: { strategy: { type: 'Recreate' } } }),
    outcome: 'approval',
    entries: [
      ['availability', 'update', WEB, /^stops all its pods.*each rollout is an outage \(Recreate\)$/],
    ],
  },
  {
    name: 'a container loses its readiness probe',
    before: web({ container: READY }),
    after: web({}),
    outcome: 'approval',
    entries: [['availability', 'update', WEB, /^loses the readiness probe of web: .*\nrolls its pods$/]],
  },
  {
    name: 'a container loses what it does before it stops',
    before: web({ container: PRE_STOP }),
    after: web({}),
    outcome: 'approval',
    entries: [['availability', 'update', WEB, /^loses preStop of web/]],
  },
  {
    name: 'another image of what stops before it starts',
    before: web({ spec: { strategy: { type: 'Recreate' } } }),
    after: web({
      spec: { strategy: { type: 'Recreate' } },
      container: { image: `registry.example.com/small/web@sha256:${'2'.repeat(64)}` },
    }),
    outcome: 'changes',
    entries: [
      ['availability', 'update', WEB, /^restarts all its pods at once \(Recreate\): it is down meanwhile$/],
    ],
  },
];
