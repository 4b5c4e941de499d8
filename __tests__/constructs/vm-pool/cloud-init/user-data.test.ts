import fc from 'fast-check';
import { parse } from 'yaml';
import { type CloudConfigValue, type CloudInit, firstBootMarker } from '../../../../constructs/vm-pool';
import { checkCloudInit, toYaml, userData } from '../../../../constructs/vm-pool/cloud-init';
import { block, key, synthPool, userDataIn } from '../pool';

function read(cloudInit: CloudInit): Record<string, any> {
  return parse(userData(cloudInit, []), { version: '1.1' }) as Record<string, any>;
}

test('is a cloud-config, so that cloud-init reads it at all', () => {
  expect(userData({}, [])).toMatch(/^#cloud-config\n/);
});

test('has no users and installs nothing by default', () => {
  expect(read({})).toEqual({
    disable_root: true,
    ssh_pwauth: false,
    manage_etc_hosts: 'localhost',
    locale: false,
    growpart: { mode: 'auto', devices: ['/'] },
    resize_rootfs: true,
  });
});

test('ends the first boot with a line that names the instance, even after merging', () => {
  const id = 'shop-prod-nodes-0-0123456789ab';
  const config = parse(userData({ merge: { final_message: 'x' } }, [], id)) as Record<string, any>;
  expect(config.final_message).toBe(`slipway: first boot of ${id} finished`);
  expect(firstBootMarker(id)).toBe(config.final_message);
});

test('configures time servers only if there are any', () => {
  expect(read({ ntp: ['time.example.com', '10.0.0.1'] }).ntp).toEqual({
    enabled: true,
    servers: ['time.example.com', '10.0.0.1'],
  });
});

test('gives a user a key, never a password', () => {
  expect(read({ users: [{ name: 'ops', sshKeys: [key], sudo: true }] }).users).toEqual([
    {
      name: 'ops',
      shell: '/bin/bash',
      lock_passwd: true,
      ssh_authorized_keys: [key],
      sudo: 'ALL=(ALL) NOPASSWD:ALL',
    },
  ]);
});

test('contains everything that is typed', () => {
  expect(
    read({
      packages: ['htop'],
      files: { '/b': { content: 'no\n', permissions: '0600', owner: 'ops:ops' }, '/a': { content: '' } },
      commands: ['echo hi', ['touch', '/a b']],
      mounts: {
        '/mnt/b': { device: '/dev/vdz', fileSystem: 'xfs', options: 'ro' },
        '/mnt/a': { device: 'nas:/a' },
      },
      timezone: 'Europe/Berlin',
      locale: 'en_GB.UTF-8',
    }),
  ).toMatchObject({
    package_update: true,
    packages: ['htop'],
    write_files: [
      { path: '/a', content: '', permissions: '0644' },
      { path: '/b', content: 'no\n', permissions: '0600', owner: 'ops:ops', defer: true },
    ],
    runcmd: ['mountpoint -q /mnt/a || mount /mnt/a', 'echo hi', ['touch', '/a b']],
    mounts: [
      ['nas:/a', '/mnt/a', 'auto'],
      ['/dev/vdz', '/mnt/b', 'xfs', 'ro'],
    ],
    timezone: 'Europe/Berlin',
    locale: 'en_GB.UTF-8',
  });
});

test('a key of your own cloud-config that is undefined is left out', () => {
  const given = {
    packages: ['htop'],
    merge: { packages: undefined, ntp: undefined },
  } as unknown as CloudInit;
  expect(checkCloudInit(given, 'c')).toEqual([]);
  expect(read(given)).toEqual(read({ packages: ['htop'] }));
});

test('merges your own cloud-config: maps deeply, lists appended, otherwise yours wins', () => {
  const merged = read({
    users: [{ name: 'ops', sshKeys: [key] }],
    packages: ['htop'],
    merge: {
      users: ['default'],
      packages: ['curl'],
      ssh_pwauth: true,
      apt: { http_proxy: 'http://proxy' },
      locale: null,
    },
  });
  expect(merged).toMatchObject({
    users: [{ name: 'ops' }, 'default'],
    packages: ['htop', 'curl'],
    ssh_pwauth: true,
    apt: { http_proxy: 'http://proxy' },
    locale: null,
  });
});

test('does not depend on the order of keys', () => {
  const one = userData(
    { files: { '/a': { content: '1' }, '/b': { content: '2' } }, merge: { x: { a: 1, b: 2 } } },
    [],
  );
  const other = userData(
    { merge: { x: { b: 2, a: 1 } }, files: { '/b': { content: '2' }, '/a': { content: '1' } } },
    [],
  );
  expect(one).toBe(other);
});

const scalar = fc.oneof(
  fc.string(),
  fc.constantFrom(
    'no',
    'on',
    'yes',
    '~',
    'null',
    '22:22',
    '0644',
    '1e3',
    '.inf',
    '2001-12-14',
    '<<',
    '=',
    '- a',
    '#c',
    'a: b',
    '${x}',
    '%{y}',
  ),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
);
const { value } = fc.letrec<{ value: CloudConfigValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    scalar,
    fc.array(tie('value')),
    fc.dictionary(fc.string(), tie('value'), { noNullPrototype: true }),
  ),
}));

test('a YAML 1.1 parser reads any data back unchanged', () => {
  fc.assert(
    fc.property(value, (data) => {
      fc.pre(!JSON.stringify(data).includes('__proto__'));
      expect(parse(toYaml(data), { version: '1.1' })).toEqual(data);
    }),
  );
});

test.each(['no', 'on', 'off', 'y', '22:22', '0644', '1_000', '2001-12-14', '=', '<<'])(
  '%j stays text in YAML 1.1',
  (text) => {
    expect(toYaml({ text })).toBe(`text: "${text}"\n`);
  },
);

test.each([' \n', '\n \n', ' \t\n'])('the spaces of blank lines alone, %j, stay', (text) => {
  expect(parse(toYaml({ text }))).toEqual({ text });
});

test('nothing in user text is left for Terraform to expand', () => {
  const part = fc.constantFrom('$', '%', '{', '}', '$${', '${x}', '%{if', ' ', 'a', '\n');
  fc.assert(
    fc.property(
      fc.array(part).map((parts) => parts.join('')),
      (content) => {
        const stack = synthPool({ slots: 1, cloudInit: { files: { '/f': { content } } } });
        const text = block(stack, 'libvirt_cloudinit_disk.nodes-0').user_data as string;
        expect(text.replace(/\$\$\{|%%\{/g, '(escaped)')).not.toMatch(/[$%]\{/);
        expect(userDataIn(stack).write_files[0].content).toBe(content);
      },
    ),
    { numRuns: 50 },
  );
});
