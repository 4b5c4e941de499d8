import { Namespace } from '../../../constructs/namespace';
import { Duration } from '../../../constructs/quantities';
import {
  checkOnDemandWorkload,
  checkScheduledWorkload,
  ScheduledWorkload,
  type ScheduledWorkloadProps,
  type ScheduledWorkloadSpec,
} from '../../../constructs/workload';
import { BASICS } from './a-workload';
import { synthKubernetes } from './synth-kubernetes';

const { replicas: _replicas, ...basics } = BASICS;
const nightly: ScheduledWorkloadSpec = { ...basics, name: 'nightly', schedule: '0 3 * * *' };

function synthNightly(changes: Partial<ScheduledWorkloadProps> = {}): any {
  return synthKubernetes((stack) => {
    new ScheduledWorkload(stack, 'nightly', {
      ...nightly,
      namespace: Namespace.existing('shop-prod'),
      ...changes,
    });
  });
}

const cronJobOf = (changes: Partial<ScheduledWorkloadProps> = {}): any =>
  synthNightly(changes).kubernetes_cron_job_v1.nightly;

test('by default it runs in UTC, never twice at once, is not tried again, and keeps three runs of each kind', () => {
  expect(cronJobOf().spec).toMatchObject({
    schedule: '0 3 * * *',
    timezone: 'Etc/UTC',
    concurrency_policy: 'Forbid',
    successful_jobs_history_limit: 3,
    failed_jobs_history_limit: 3,
    job_template: { spec: { backoff_limit: 0 } },
  });
  expect(cronJobOf().spec.job_template.spec).not.toHaveProperty('active_deadline_seconds');
});

test('each of these can be said', () => {
  const { spec } = cronJobOf({
    timeZone: 'Europe/Berlin',
    concurrency: 'replace',
    history: { succeeded: 0, failed: 9 },
    deadline: Duration.minutes(10),
    retries: 2,
  });
  expect(spec).toMatchObject({
    timezone: 'Europe/Berlin',
    concurrency_policy: 'Replace',
    successful_jobs_history_limit: 0,
    failed_jobs_history_limit: 9,
    job_template: { spec: { backoff_limit: 2, active_deadline_seconds: 600 } },
  });
});

test('its pods run to the end, with the restrictions of any workload, and nobody probes or spreads them', () => {
  const { spec } = cronJobOf().spec.job_template.spec.template;
  expect(spec).toMatchObject({
    restart_policy: 'Never',
    automount_service_account_token: false,
    security_context: { run_as_non_root: true },
  });
  expect(spec).not.toHaveProperty('topology_spread_constraint');
  expect(spec.container[0]).not.toHaveProperty('readiness_probe');
  expect(spec.container[0].security_context.read_only_root_filesystem).toBe(true);
});

test('it reaches what it connects to, and no Service leads to it', () => {
  const resource = synthNightly({
    connectsTo: { DATABASE: { kind: 'workload', workload: 'database', port: 'sql', number: 5432 } },
  });
  expect(resource).not.toHaveProperty('kubernetes_service_v1');
  expect(Object.keys(resource.kubernetes_network_policy_v1)).toEqual([
    'database-from-nightly',
    'nightly-to-database',
  ]);
  expect(resource.kubernetes_cron_job_v1.nightly.depends_on).toContain(
    'kubernetes_network_policy_v1.nightly-to-database',
  );
  const { template } = resource.kubernetes_cron_job_v1.nightly.spec.job_template.spec;
  expect(template.metadata.labels).toMatchObject({ 'app.kubernetes.io/name': 'nightly' });
  expect(template.spec.container[0].env).toContainEqual({ name: 'DATABASE_HOST', value: 'database' });
});

test('it gets its files', () => {
  const resource = synthNightly({ files: { '/etc/report.yaml': 'all' } });
  expect(resource.kubernetes_config_map_v1['nightly-files'].data).toEqual({ 'etc-report.yaml': 'all' });
});

const problemsOf = (changes: Partial<ScheduledWorkloadSpec>): readonly string[] =>
  checkScheduledWorkload({ ...nightly, ...changes }, 'jobs.nightly').map(
    ({ rule, path }) => `${rule} ${path.slice('jobs.nightly'.length)}`,
  );

test('a sound one has no problem', () => {
  expect(problemsOf({})).toEqual([]);
});

test.each<[string, Partial<ScheduledWorkloadSpec>, string]>([
  ['a schedule of six fields', { schedule: '0 0 3 * * *' }, 'schedule/syntax .schedule'],
  ['a zone that nobody knows', { timeZone: 'Europe/Nowhere' }, 'schedule/time-zone .timeZone'],
  ['an offset for a zone', { timeZone: '+02:00' }, 'schedule/time-zone .timeZone'],
  ['the zone of whatever machine', { timeZone: 'Local' }, 'schedule/time-zone .timeZone'],
  ['another way to run at once', { concurrency: 'Forbid' as never }, 'shape/kind .concurrency'],
  ['half a run', { history: { succeeded: 0.5, failed: 1 } }, 'schedule/history .history.succeeded'],
  ['no time at all', { deadline: Duration.seconds(0) }, 'schedule/deadline .deadline'],
  ['fewer than no retries', { retries: -1 }, 'schedule/retries .retries'],
  ['a long name', { name: 'n'.repeat(53) }, 'workload/name .name'],
  ['an option of what runs on and on', { replicas: 3 } as never, 'shape/unknown .replicas'],
])('%s is refused', (_, changes, problem) => {
  expect(problemsOf(changes)).toEqual([problem]);
});

test('a misspelt option is answered with the one that is meant, of the schedule as of the pods', () => {
  const advice = (changes: object) =>
    checkScheduledWorkload({ ...nightly, ...changes }, '').map((finding) => finding.advice);
  expect(advice({ timezone: 'Europe/Berlin' })).toEqual(['Write timeZone, or take it out.']);
  expect(advice({ retires: 3 })).toEqual(['Write retries, or take it out.']);
  expect(advice({ serviceAcount: {} })).toEqual(['Write serviceAccount, or take it out.']);
  const { schedule: _, ...migrate } = nightly;
  expect(checkOnDemandWorkload({ ...migrate, timeZone: 'UTC' } as never, '')).toMatchObject([
    { rule: 'shape/unknown', path: '.timeZone' },
  ]);
});
