import fc from 'fast-check';
import { Cpu, Duration, Size } from '../../../constructs/quantities';
import {
  binaryFile,
  checkWorkload,
  configMapKey,
  existingClaim,
  existingConfigMap,
  type FieldReference,
  file,
  podField,
  resourceField,
  secretKey,
  serviceAccountToken,
  wholeSecret,
  type WorkloadSpec,
} from '../../../constructs/workload';
import { fileKey, fileName, mountName, scratchName } from '../../../constructs/workload/mount-names';
import { containerOf, podOf, problemsOf, spec, synthApi } from './a-workload';

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

  test('have their permissions as the provider reads them back, so that a plan finds no other', () => {
    const modeOf = (mode: number) =>
      podOf(synthApi({ files: { '/x': file('', { mode }) } })).volume[0].config_map.items[0].mode;
    expect([0, 0o40, 0o777].map(modeOf)).toEqual(['00', '040', '0777']);
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

test('a folder of a claim and of a volume is mounted alone', () => {
  const resource = synthApi({
    single: true,
    replicas: 1,
    mounts: {
      '/var/www': existingClaim('site', { subPath: 'html' }),
      '/var/www/data': existingClaim('site', { subPath: 'data/${x}', readOnly: true }),
    },
    volumes: { data: { mountPath: '/data', size: Size.gibibytes(1), subPath: 'pgdata' } },
    sidecars: {
      cron: { command: ['cron'], volumes: ['data'], cpu: Cpu.millis(10), memory: Size.mebibytes(16) },
    },
  });
  expect(containerOf(resource).volume_mount).toEqual([
    { name: 'volume-data', mount_path: '/data', sub_path: 'pgdata' },
    { name: 'mount-var-www', mount_path: '/var/www', sub_path: 'html' },
    { name: 'mount-var-www-data', mount_path: '/var/www/data', sub_path: 'data/$${x}', read_only: true },
  ]);
  expect(podOf(resource).container[1].volume_mount).toEqual([
    { name: 'volume-data', mount_path: '/data', sub_path: 'pgdata' },
  ]);
});

test('a token of the account is a folder, for whom and for as long as is said', () => {
  const resource = synthApi({
    mounts: {
      '/run/vault': serviceAccountToken({ audience: 'vault', expiration: Duration.minutes(10) }),
      '/run/own': serviceAccountToken(),
    },
  });
  expect(podOf(resource).volume).toEqual([
    { name: 'mount-run-own', projected: [{ sources: [{ service_account_token: { path: 'token' } }] }] },
    {
      name: 'mount-run-vault',
      projected: [
        {
          sources: [{ service_account_token: { path: 'token', audience: 'vault', expiration_seconds: 600 } }],
        },
      ],
    },
  ]);
  expect(containerOf(resource).volume_mount).toContainEqual({
    name: 'mount-run-vault',
    mount_path: '/run/vault',
    read_only: true,
  });
  expect(podOf(resource).automount_service_account_token).toBe(false);
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

test('a resource is given in a unit that Kubernetes has for it', () => {
  const env = { HEAP_MIB: resourceField('limits.memory', { divisor: '1Mi' }) };
  const [variable] = containerOf(synthApi({ env })).env;
  expect(variable.value_from).toEqual({ resource_field_ref: { resource: 'limits.memory', divisor: '1Mi' } });
  const of = (field: FieldReference) => problemsOf({ env: { A: field } });
  expect(of(resourceField('requests.cpu', { divisor: '1m' }))).toEqual([]);
  for (const wrong of [
    resourceField('requests.cpu', { divisor: '1Mi' }),
    resourceField('limits.ephemeral-storage', { divisor: '1m' }),
    resourceField('limits.memory', { divisor: '2Mi' }),
  ])
    expect(of(wrong)).toEqual(['workload/env-field .env.A.divisor']);
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

test('a volume may be for one pod alone, and then no second one runs beside it', () => {
  const data = { mountPath: '/data', size: Size.gibibytes(1), accessMode: 'ReadWriteOncePod' } as const;
  const resource = synthApi({ replicas: 1, single: true, volumes: { data } });
  expect(resource.kubernetes_persistent_volume_claim_v1['api-data'].spec.access_modes).toEqual([
    'ReadWriteOncePod',
  ]);
  expect(problemsOf({ volumes: { data } })).toEqual(['workload/volumes-need-single .volumes']);
  expect(problemsOf({ kind: 'statefulSet', replicas: 3, volumes: { data } })).toEqual([]);
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
    'workload/env-name .envFrom[0].prefix',
  ],
  [
    'a file that would be an empty folder',
    { files: { '/x': secretKey('x', 'y', { optional: true }) } },
    'shape/unknown .files["/x"].optional',
  ],
  [
    'permissions of a variable',
    { secrets: { X: secretKey('x', 'y', { mode: 0o440 }) } },
    'shape/unknown .secrets.X.mode',
  ],
  ...[
    ['a name of 256 characters', `/etc/${'a'.repeat(256)}`],
    ['a path of 4096 characters', '/abcdefg'.repeat(512)],
    ['a colon', '/a:b'],
    ['a backslash', '/a\\b'],
    ['a space at its end', '/tmp '],
    ['a name of a space', '/a/ /b'],
    ['a line end', '/etc/x\r'],
    ['a letter that looks like another', '/d\u0430ta'],
    ['two slashes', '/a//b'],
  ].flatMap(([what, place = '']): [string, object, string][] => [
    [`a file at ${what}`, { files: { [place]: '' } }, `workload/mount-path .files[${JSON.stringify(place)}]`],
    [
      `a folder at ${what}`,
      { mounts: { [place]: existingConfigMap('x') } },
      `workload/mount-path .mounts[${JSON.stringify(place)}]`,
    ],
  ]),
  [
    'a file that no key of a ConfigMap can hold',
    { files: { '/..x': '' } },
    'workload/mount-path .files["/..x"]',
  ],
  [
    'a file in one that is mounted read-only',
    { files: { '/etc/certs/a': '' }, mounts: { '/etc/certs': wholeSecret('x') } },
    'workload/mount-conflict .files["/etc/certs/a"]',
  ],
  [
    'scratch in a claim that is read-only',
    { scratch: ['/data/tmp'], mounts: { '/data': existingClaim('x', { readOnly: true }) } },
    'workload/mount-conflict .mounts["/data"]',
  ],
  [
    'permissions that look octal and are not',
    { files: { '/x': file('', { mode: 444 }) } },
    'workload/file-mode .files["/x"].mode',
  ],
  ...['', '/html', 'html/', '../x', 'a/../b', 'a:b'].map((subPath): [string, object, string] => [
    `the folder ${JSON.stringify(subPath)} of a claim`,
    { mounts: { '/x': existingClaim('x', { subPath }) } },
    'workload/sub-path .mounts["/x"].subPath',
  ]),
  [
    'a folder outside of a volume',
    {
      single: true,
      replicas: 1,
      volumes: { data: { mountPath: '/x', size: Size.gibibytes(1), subPath: '..' } },
    },
    'workload/sub-path .volumes.data.subPath',
  ],
  [
    'a script of Windows',
    { files: { '/run.sh': file('#!/bin/sh\r\necho hi\r\n') } },
    'workload/files .files["/run.sh"]',
  ],
  [
    'a token that ends too soon',
    { mounts: { '/x': serviceAccountToken({ expiration: Duration.minutes(9) }) } },
    'workload/token .mounts["/x"].expiration',
  ],
  [
    'a token for nobody',
    { mounts: { '/x': serviceAccountToken({ audience: '' }) } },
    'workload/token .mounts["/x"].audience',
  ],
  [
    'a folder over a file',
    { files: { '/etc/a': '' }, mounts: { '/etc': existingConfigMap('x') } },
    'workload/mount-conflict .files["/etc/a"]',
  ],
])('refused: %s', (_what, changes, problem) => {
  expect(problemsOf(changes)).toEqual([problem]);
});

test('a file that is not a script may have the line ends of Windows', () => {
  expect(problemsOf({ files: { '/etc/app.ini': '[a]\r\nb=c\r\n' } })).toEqual([]);
});

test('a character that is not meant is told by its number', () => {
  expect(checkWorkload(spec({ files: { '/d\u0430ta': '' } }), '')).toMatchObject([
    { value: '"/d\u0430ta", which has U+0430 in it' },
  ]);
});

test('files, scratch and volumes may lie in what the process may write', () => {
  const resource = synthApi({
    single: true,
    replicas: 1,
    files: { '/data/homeserver.yaml': 'a: 1', '/work/x': '' },
    scratch: ['/data/tmp', '/work'],
    volumes: { data: { mountPath: '/data', size: Size.gibibytes(1) } },
    mounts: { '/work/uploads': existingClaim('uploads'), '/work/uploads/flags': existingConfigMap('flags') },
  });
  // The outer ones first.
  expect(containerOf(resource).volume_mount.map(({ mount_path }: any) => mount_path)).toEqual([
    '/data',
    '/data/homeserver.yaml',
    '/data/tmp',
    '/work',
    '/work/uploads',
    '/work/uploads/flags',
    '/work/x',
  ]);
});

test('a path may have the characters of any program', () => {
  const files = { '/config/Plex Media Server/@a+b,c=d~(1).xml': 'x' };
  const resource = synthApi({ files, scratch: ['/config/Plex Media Server/Cache'] });
  expect(Object.keys(resource.kubernetes_config_map_v1['api-files'].data)).toEqual([
    'config-Plex-Media-Server--a-b-c-d--1-.xml',
  ]);
  expect(podOf(resource).volume).toContainEqual(
    expect.objectContaining({ name: 'scratch-config-plex-media-server-cache' }),
  );
});

describe('what Kubernetes names after a path', () => {
  const segment = fc
    .stringMatching(/^[a-zA-Z0-9@+._ -]{1,255}$/)
    .filter((text) => text.trim() === text && !/^\.\.?$/.test(text));
  const path = fc.array(segment, { minLength: 1, maxLength: 6 }).map((parts) => `/${parts.join('/')}`);

  test('is a name that it takes, however long the path is', () => {
    fc.assert(
      fc.property(path, (place) => {
        for (const name of [scratchName(place), mountName(place), fileName(place)])
          expect(name).toMatch(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/);
        expect(fileKey(place)).toMatch(/^[-._a-zA-Z0-9]{1,253}$/);
      }),
    );
  });

  test('differs where long paths differ at their ends alone', () => {
    const long = `/${'a'.repeat(250)}`;
    for (const nameOf of [scratchName, mountName, fileName, fileKey])
      expect(nameOf(`${long}/one`)).not.toBe(nameOf(`${long}/two`));
  });
});
