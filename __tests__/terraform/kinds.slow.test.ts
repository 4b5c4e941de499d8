import { cronJob, Duration, httpGet, image, job, noProbe, service } from 'slipway';
import { context, services, smallProject } from '../support/small-project';
import { synthProject } from '../support/synth-project';
import { objectionsTo, withProviders } from '../support/terraform';
import { type StackJson } from '../review/support/synth-of';
import { offlinePlan } from './offline-plan';

const store = service({
  name: 'store',
  image: image({ context }),
  kind: 'statefulSet',
  ports: { sql: 5432 },
  ready: noProbe('a test'),
  volumes: { data: '/data', wal: '/wal' },
});
const web = service({
  name: 'front',
  image: image({ context }),
  kind: 'daemonSet',
  ports: { http: 8080 },
  ready: httpGet('http', '/'),
  connectsTo: { STORE: store.port('sql') },
  public: 'http',
  settings: ['LOG_LEVEL'],
});
const nightly = cronJob({
  name: 'nightly',
  of: web,
  command: ['report'],
  schedule: '0 3 * * mon-fri',
  timeZone: 'Europe/Berlin',
  deadline: Duration.hours(1),
  retries: 1,
});

const migrate = job({ name: 'migrate', of: web, command: ['migrate'], before: [web] });

withProviders(['kubernetes'], 'terraform accepts and plans every kind of workload', async () => {
  const { front: settings, store: stored } = services('dev.example.com');
  const { replicas: _replicas, ...everyNode } = settings;
  const one = { ...stored, replicas: 2, volumes: { ...stored.volumes, wal: stored.volumes.data } };
  const { stacks } = synthProject(
    smallProject({
      devOnly: true,
      project: { services: [web, store], jobs: [nightly, migrate] },
      dev: { secrets: {}, services: { front: everyNode, store: one } },
    }),
  );
  expect(await objectionsTo(stacks['dev-services'] as object)).toEqual([]);
  const resources = stacks['dev-services']?.resource as StackJson;
  const { resource_changes: changes = [] } = await offlinePlan('kubernetes', resources);
  const planned = changes.map(({ address }) => address);
  for (const address of [
    'kubernetes_cron_job_v1.migrate',
    'kubernetes_cron_job_v1.nightly',
    'kubernetes_daemon_set_v1.front',
    'kubernetes_persistent_volume_claim_v1.volume-wal-store-1',
    'kubernetes_service_v1.store-headless',
    'kubernetes_stateful_set_v1.store',
  ])
    expect(planned).toContain(address);
});
