import { Duration, Size } from '../../../constructs/quantities';
import { exec, httpGet, noProbe, secretKey, tcp } from '../../../constructs/workload';
import { containerOf, podOf, synthApi } from './a-workload';

const deploymentOf = (changes = {}): any => synthApi(changes).kubernetes_deployment_v1.api;

describe('a pod', () => {
  const resource = synthApi();
  const pod = podOf(resource);
  const container = containerOf(resource);

  test('meets the restricted pod security standard, in the container as well as in the pod', () => {
    expect(pod.security_context).toMatchObject({
      run_as_non_root: true,
      seccomp_profile: { type: 'RuntimeDefault' },
    });
    expect(container.security_context).toEqual({
      allow_privilege_escalation: false,
      capabilities: { drop: ['ALL'] },
      privileged: false,
      read_only_root_filesystem: true,
      run_as_non_root: true,
    });
  });

  test('runs as its own user, who may write mounted volumes', () => {
    expect(pod.security_context).toMatchObject({
      run_as_user: '10001',
      run_as_group: '10001',
      fs_group: '10001',
    });
    expect(podOf(synthApi({ user: 999 })).security_context).toMatchObject({
      run_as_user: '999',
      fs_group: '999',
    });
  });

  test('has no access to the Kubernetes API, and knows only services that it asked for', () => {
    expect(pod.automount_service_account_token).toBe(false);
    expect(pod.enable_service_links).toBe(false);
  });

  test('requests what it was given, and is limited only in memory', () => {
    expect(container.resources).toEqual({
      requests: { cpu: '500m', memory: '512Mi' },
      limits: { memory: '512Mi' },
    });
  });

  test('prefers nodes and zones without others of its kind, but starts anywhere', () => {
    const spread = pod.topology_spread_constraint;
    // With a second key in there, a node without zone would count for nothing.
    expect(spread.map((each: any) => each.topology_key)).toEqual(['kubernetes.io/hostname']);
    const [away] = pod.affinity.pod_anti_affinity.preferred_during_scheduling_ignored_during_execution;
    expect(away.pod_affinity_term.topology_key).toBe('topology.kubernetes.io/zone');
    expect(spread[0]).toMatchObject({
      when_unsatisfiable: 'ScheduleAnyway',
      label_selector: [{ match_labels: { 'app.kubernetes.io/name': 'api' } }],
      match_label_keys: ['pod-template-hash'],
    });
  });

  test('keeps the image that a digest names', () => {
    expect(container.image).toMatch(/@sha256:a{64}$/);
    expect(container.image_pull_policy).toBe('IfNotPresent');
  });

  test('has no fields for options that were not given', () => {
    for (const field of ['env', 'volume_mount', 'command', 'args', 'liveness_probe', 'startup_probe'])
      expect(container).not.toHaveProperty(field);
    expect(pod).not.toHaveProperty('image_pull_secrets');
  });
});

describe('the environment', () => {
  test('is sorted by name, whatever the source', () => {
    const { env } = containerOf(
      synthApi({
        env: { ZONE: 'eu', LOG_LEVEL: 'info' },
        secrets: { DATABASE_PASSWORD: secretKey('shop-database', 'password') },
        connectsTo: { DATABASE: { kind: 'workload', workload: 'database', port: 'sql', number: 5432 } },
      }),
    );
    expect(env).toEqual([
      { name: 'DATABASE_HOST', value: 'database' },
      {
        name: 'DATABASE_PASSWORD',
        value_from: { secret_key_ref: { name: 'shop-database', key: 'password' } },
      },
      { name: 'DATABASE_PORT', value: '5432' },
      { name: 'LOG_LEVEL', value: 'info' },
      { name: 'ZONE', value: 'eu' },
    ]);
  });

  test('names a workload of another namespace by its full name', () => {
    const connectsTo = {
      MAIL: { kind: 'workload', workload: 'smtp', namespace: 'mail', port: 'smtp', number: 2525 },
    } as const;
    expect(containerOf(synthApi({ connectsTo })).env[0]).toEqual({
      name: 'MAIL_HOST',
      value: 'smtp.mail.svc',
    });
  });
});

describe('files', () => {
  const files = { '/etc/api/api.yaml': 'level: ${LEVEL}', '/srv/motd': 'hello' };
  const checksumOf = (given: Record<string, string>): string =>
    deploymentOf({ files: given }).spec.template.metadata.annotations['checksum/files'] as string;

  test('come from a ConfigMap, each mounted separately and read-only', () => {
    const resource = synthApi({ files });
    expect(resource.kubernetes_config_map_v1['api-files'].data).toEqual({
      'etc-api-api.yaml': 'level: $${LEVEL}',
      'srv-motd': 'hello',
    });
    expect(containerOf(resource).volume_mount).toEqual([
      { name: 'files', mount_path: '/etc/api/api.yaml', sub_path: 'etc-api-api.yaml', read_only: true },
      { name: 'files', mount_path: '/srv/motd', sub_path: 'srv-motd', read_only: true },
    ]);
    expect(podOf(resource).volume).toEqual([{ name: 'files', config_map: { name: 'api-files' } }]);
  });

  test('restart the pods when one changes, but not when the order changes', () => {
    expect(checksumOf({ ...files, '/srv/motd': 'goodbye' })).not.toBe(checksumOf(files));
    expect(checksumOf({ '/srv/motd': 'hello', '/etc/api/api.yaml': 'level: ${LEVEL}' })).toBe(
      checksumOf(files),
    );
  });

  test('are created before the pods', () => {
    expect(deploymentOf({ files }).depends_on).toContain('kubernetes_config_map_v1.api-files');
  });
});

test('scratch directories are writable and have a size limit', () => {
  const resource = synthApi({ scratch: ['/var/cache/nginx', '/tmp'], scratchSize: Size.mebibytes(64) });
  expect(podOf(resource).volume).toEqual([
    { name: 'scratch-tmp', empty_dir: { size_limit: '64Mi' } },
    { name: 'scratch-var-cache-nginx', empty_dir: { size_limit: '64Mi' } },
  ]);
  expect(containerOf(resource).volume_mount).toEqual([
    { name: 'scratch-tmp', mount_path: '/tmp' },
    { name: 'scratch-var-cache-nginx', mount_path: '/var/cache/nginx' },
  ]);
});

test('a scratch directory may have a size of its own, and be in memory', () => {
  const scratch = { '/tmp': {}, '/dev/shm': { size: Size.mebibytes(64), inMemory: true } };
  expect(podOf(synthApi({ scratch })).volume).toEqual([
    { name: 'scratch-dev-shm', empty_dir: { size_limit: '64Mi', medium: 'Memory' } },
    { name: 'scratch-tmp', empty_dir: { size_limit: '256Mi' } },
  ]);
});

describe('probes', () => {
  test('use HTTP, a TCP connection or a command', () => {
    const container = containerOf(
      synthApi({
        ready: httpGet('http', '/readyz', { period: Duration.seconds(5), timeout: Duration.seconds(2) }),
        live: tcp('http', { failures: 6 }),
        startup: exec(['/bin/check', '$(date)'], { delay: Duration.seconds(3) }),
      }),
    );
    expect(container.readiness_probe).toMatchObject({
      http_get: { port: 'http', path: '/readyz' },
      period_seconds: 5,
      timeout_seconds: 2,
    });
    expect(container.liveness_probe).toMatchObject({ tcp_socket: [{ port: 'http' }], failure_threshold: 6 });
    expect(container.startup_probe).toMatchObject({
      exec: { command: ['/bin/check', '$$(date)'] },
      initial_delay_seconds: 3,
    });
  });

  test('for startup wait longer than the others', () => {
    const container = containerOf(synthApi({ startup: tcp('http') }));
    expect(container.startup_probe).toMatchObject({ period_seconds: 5, failure_threshold: 30 });
    expect(container.readiness_probe).toMatchObject({ period_seconds: 10, failure_threshold: 3 });
  });

  test('can be omitted with a reason, which is recorded and does not restart the pods', () => {
    const { metadata, spec } = deploymentOf({ ready: noProbe('reads a queue') });
    expect(metadata.annotations).toEqual({ 'slipway/no-readiness-probe': 'reads a queue' });
    expect(spec.template.metadata).not.toHaveProperty('annotations');
    expect(spec.template.spec.container[0]).not.toHaveProperty('readiness_probe');
  });
});

test('pull secrets, command and arguments reach the pod', () => {
  const resource = synthApi({
    imagePullSecrets: ['registry', 'mirror'],
    command: ['/api'],
    args: ['--name=${X}'],
  });
  expect(podOf(resource).image_pull_secrets).toEqual([{ name: 'mirror' }, { name: 'registry' }]);
  expect(containerOf(resource)).toMatchObject({ command: ['/api'], args: ['--name=$${X}'] });
});
