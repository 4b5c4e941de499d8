import { Size } from '../../../constructs/quantities';
import {
  binaryFile,
  checkWorkload,
  configMapKey,
  existingClaim,
  existingConfigMap,
  file,
  podField,
  resourceField,
  secretKey,
  wholeSecret,
  type WorkloadSpec,
} from '../../../constructs/workload';
import { containerOf, podOf, spec, synthApi } from './a-workload';

const problemsOf = (changes: object) =>
  checkWorkload(spec(changes as Partial<WorkloadSpec>), '').map(({ rule, path }) => `${rule} ${path}`);

describe('files', () => {
  const files = {
    '/app/start.sh': file('exec "$0" ${ARGS}', { mode: 0o555 }),
    '/app/store.p12': binaryFile(Buffer.from([0, 255])),
    '/etc/motd': 'hello',
    '/run/tls.key': secretKey('shop-tls', 'tls.key', { mode: 0o440 }),
    '/etc/ca.crt': configMapKey('roots', 'ca.crt'),
  };
  const resource = synthApi({ files });

  test('of their own are in one ConfigMap, bytes apart from text', () => {
    expect(resource.kubernetes_config_map_v1['api-files']).toMatchObject({
      data: { 'app-start.sh': 'exec "$0" $${ARGS}', 'etc-motd': 'hello' },
      binary_data: { 'app-store.p12': 'AP8=' },
    });
  });

  test('have their permissions, and come from the Secrets and ConfigMaps that they name', () => {
    expect(podOf(resource).volume).toEqual([
      { name: 'file-etc-ca-crt', config_map: { name: 'roots', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
      {
        name: 'file-run-tls-key',
        secret: { secret_name: 'shop-tls', items: [{ key: 'tls.key', path: 'tls.key', mode: '0440' }] },
      },
      {
        name: 'files',
        config_map: {
          name: 'api-files',
          items: [
            { key: 'app-start.sh', path: 'app-start.sh', mode: '0555' },
            { key: 'app-store.p12', path: 'app-store.p12' },
            { key: 'etc-motd', path: 'etc-motd' },
          ],
        },
      },
    ]);
    expect(containerOf(resource).volume_mount).toContainEqual({
      name: 'file-run-tls-key',
      mount_path: '/run/tls.key',
      sub_path: 'tls.key',
      read_only: true,
    });
  });

  test('roll the pods when their content changes, not when a Secret does', () => {
    const checksumOf = (given: WorkloadSpec['files']): string =>
      synthApi({ files: given }).kubernetes_deployment_v1.api.spec.template.metadata.annotations[
        'checksum/files'
      ];
    const sum = checksumOf(files);
    expect(checksumOf({ ...files, '/app/store.p12': binaryFile(Buffer.from([1])) })).not.toBe(sum);
    expect(checksumOf({ ...files, '/run/tls.key': secretKey('other', 'tls.key') })).toBe(sum);
    // Pods that run today stay: text alone has the checksum that it always had.
    expect(checksumOf({ '/etc/motd': file('hello') })).toBe(checksumOf({ '/etc/motd': 'hello' }));
  });

  test('of others alone need no ConfigMap and no checksum', () => {
    const only = synthApi({ files: { '/run/tls.key': secretKey('shop-tls', 'tls.key') } });
    expect(only).not.toHaveProperty('kubernetes_config_map_v1');
    expect(only.kubernetes_deployment_v1.api.spec.template.metadata).not.toHaveProperty('annotations');
  });
});

test('Secrets, ConfigMaps and claims that exist are mounted whole', () => {
  const resource = synthApi({
    mounts: {
      '/etc/certs': wholeSecret('shop-tls', { mode: 0o440, optional: true }),
      '/etc/flags': existingConfigMap('flags'),
      '/uploads': existingClaim('uploads'),
      '/old': existingClaim('old', { readOnly: true }),
    },
  });
  expect(podOf(resource).volume).toEqual([
    { name: 'mount-etc-certs', secret: { secret_name: 'shop-tls', optional: true, default_mode: '0440' } },
    { name: 'mount-etc-flags', config_map: { name: 'flags' } },
    { name: 'mount-old', persistent_volume_claim: { claim_name: 'old', read_only: true } },
    { name: 'mount-uploads', persistent_volume_claim: { claim_name: 'uploads' } },
  ]);
  expect(containerOf(resource).volume_mount).toEqual([
    { name: 'mount-etc-certs', mount_path: '/etc/certs', read_only: true },
    { name: 'mount-etc-flags', mount_path: '/etc/flags', read_only: true },
    { name: 'mount-old', mount_path: '/old', read_only: true },
    { name: 'mount-uploads', mount_path: '/uploads' },
  ]);
});

test('variables come from whole Secrets and ConfigMaps, in the order given', () => {
  const envFrom = [wholeSecret('z', { optional: true }), existingConfigMap('a', { prefix: 'FLAG_' })];
  expect(containerOf(synthApi({ envFrom })).env_from).toEqual([
    { secret_ref: { name: 'z', optional: true } },
    { prefix: 'FLAG_', config_map_ref: { name: 'a' } },
  ]);
});

test('a variable may hold a field of the pod, or what its container may use', () => {
  const env = { POD_IP: podField('status.podIP'), GOMEMLIMIT: resourceField('limits.memory') };
  expect(containerOf(synthApi({ env })).env).toEqual([
    { name: 'GOMEMLIMIT', value_from: { resource_field_ref: { resource: 'limits.memory' } } },
    { name: 'POD_IP', value_from: { field_ref: { field_path: 'status.podIP' } } },
  ]);
  const wrong = { A: { kind: 'pod-field', path: 'status.x' } };
  expect(problemsOf({ env: wrong })).toEqual([expect.stringMatching(/^shape\/kind \.env\.A/)]);
});

test('a variable may come from a key that need not be there', () => {
  const secrets = { DSN: secretKey('sentry', 'dsn', { optional: true }) };
  expect(containerOf(synthApi({ secrets })).env).toEqual([
    { name: 'DSN', value_from: { secret_key_ref: { name: 'sentry', key: 'dsn', optional: true } } },
  ]);
});

test('several pods share a volume that several nodes may mount', () => {
  const shared = { mountPath: '/data', size: Size.gibibytes(1), accessMode: 'ReadWriteMany' } as const;
  const resource = synthApi({ replicas: 3, volumes: { data: shared } });
  expect(resource.kubernetes_persistent_volume_claim_v1['api-data'].spec.access_modes).toEqual([
    'ReadWriteMany',
  ]);
  const own = { mountPath: '/own', size: Size.gibibytes(1) };
  expect(problemsOf({ volumes: { data: shared, own } })).toEqual(['workload/volumes-need-single .volumes']);
});

test.each<[string, object, string]>([
  [
    'permissions that there are not',
    { files: { '/x': file('', { mode: 0o1777 }) } },
    'workload/file-mode .files["/x"].mode',
  ],
  [
    'decimal permissions',
    { mounts: { '/x': wholeSecret('x', { mode: 644 }) } },
    'workload/file-mode .mounts["/x"].mode',
  ],
  [
    'a secret in a file with permissions',
    { files: { '/x': file('-----BEGIN PRIVATE KEY-----') } },
    'workload/file-secret .files["/x"]',
  ],
  ['too many bytes', { files: { '/x': binaryFile(Buffer.alloc(2 ** 20)) } }, 'workload/files .files'],
  [
    'a Secret by a wrong name',
    { mounts: { '/x': wholeSecret('My Secret') } },
    'workload/existing .mounts["/x"].name',
  ],
  [
    'a key by a wrong name',
    { files: { '/x': configMapKey('roots', 'a/b') } },
    'workload/existing .files["/x"].key',
  ],
  [
    'a prefix that no shell reads',
    { envFrom: [wholeSecret('x', { prefix: 'A-' })] },
    'workload/env-name .envFrom.0.prefix',
  ],
  [
    'a file that would be an empty folder',
    { files: { '/x': secretKey('x', 'y', { optional: true }) } },
    'shape/unknown .files./x.optional',
  ],
  [
    'permissions of a variable',
    { secrets: { X: secretKey('x', 'y', { mode: 0o440 }) } },
    'shape/unknown .secrets.X.mode',
  ],
  [
    'a folder over a file',
    { files: { '/etc/a': '' }, mounts: { '/etc': existingConfigMap('x') } },
    'workload/mount-conflict .files["/etc/a"]',
  ],
])('refused: %s', (_what, changes, problem) => {
  expect(problemsOf(changes)).toEqual([problem]);
});
