import { Fn, Token } from 'cdktf';
import type { CloudInit } from '../../../../constructs/vm-pool';
import { checkCloudInit } from '../../../../constructs/vm-pool/cloud-init';
import { key } from '../pool';

const rules = (cloudInit: unknown) =>
  checkCloudInit(cloudInit as CloudInit, 'c').map(({ rule, path }) => `${rule} at ${path}`);
const PRIVATE = '-----BEGIN OPENSSH PRIVATE KEY-----';

test('a valid configuration passes', () => {
  expect(
    rules({
      users: [{ name: 'ops', sshKeys: [key] }],
      packages: [
        'qemu-guest-agent',
        'nginx=1.22.1-9',
        'libc6:i386',
        'curl=7.88.*',
        'cockpit/bookworm-backports',
        'standard^',
      ],
      files: {
        '/etc/motd': { content: 'Keep your PRIVATE KEY at home', permissions: '0640', owner: 'root:adm' },
      },
      commands: ['a', ['b']],
      mounts: { '/mnt': { device: 'nas:/x' } },
      timezone: 'America/Argentina/Buenos_Aires',
      locale: 'C.UTF-8',
      ntp: ['time.example.com', '10.0.0.1', 'fd00::1', '::1'],
      merge: { apt: { sources: { own: { source: 'deb https://deb.example.com stable main' } } } },
    }),
  ).toEqual([]);
});

test.each<[string, unknown, string[]]>([
  [
    'a user named in capitals',
    { users: [{ name: 'Ops', sshKeys: [key] }] },
    ['cloud-init/form at c.users[0].name'],
  ],
  [
    'a user named twice',
    {
      users: [
        { name: 'ops', sshKeys: [key] },
        { name: 'ops', sshKeys: [key] },
      ],
    },
    ['cloud-init/user at c.users[1]'],
  ],
  [
    'a user who can never log in',
    { users: [{ name: 'ops', sshKeys: [] }] },
    ['cloud-init/user at c.users[0].sshKeys'],
  ],
  [
    'a key of an unknown type',
    { users: [{ name: 'ops', sshKeys: [key.replace('ssh-ed25519', 'ssh-dss')] }] },
    ['cloud-init/ssh-key at c.users[0].sshKeys[0]'],
  ],
  [
    'a key whose type is not its content',
    { users: [{ name: 'ops', sshKeys: [key.replace('ssh-ed25519', 'ssh-rsa')] }] },
    ['cloud-init/ssh-key at c.users[0].sshKeys[0]'],
  ],
  [
    'a truncated key',
    { users: [{ name: 'ops', sshKeys: ['ssh-ed25519 AAAA'] }] },
    ['cloud-init/ssh-key at c.users[0].sshKeys[0]'],
  ],
  [
    'two keys in one',
    { users: [{ name: 'ops', sshKeys: [`${key}\n${key}`] }] },
    ['cloud-init/ssh-key at c.users[0].sshKeys[0]'],
  ],
  [
    'a private key',
    { users: [{ name: 'ops', sshKeys: [PRIVATE] }] },
    ['cloud-init/ssh-key at c.users[0].sshKeys[0]'],
  ],
  [
    'a private key in a file',
    { files: { '/k': { content: PRIVATE } } },
    ['cloud-init/secret at c.files["/k"].content'],
  ],
  [
    'a private key in a command',
    { commands: [['echo', PRIVATE]] },
    ['cloud-init/secret at c.commands[0][1]'],
  ],
  [
    'a password of a user',
    { merge: { users: [{ name: 'x', passwd: 'h' }] } },
    ['cloud-init/secret at c.merge.users[0].passwd'],
  ],
  [
    'a password in clear',
    { merge: { users: [{ name: 'x', plain_text_passwd: 'p' }] } },
    ['cloud-init/secret at c.merge.users[0].plain_text_passwd'],
  ],
  ['a list of passwords', { merge: { chpasswd: { list: [] } } }, ['cloud-init/secret at c.merge.chpasswd']],
  ["the default user's password", { merge: { password: 'p' } }, ['cloud-init/secret at c.merge.password']],
  ['host keys', { merge: { ssh_keys: {} } }, ['cloud-init/secret at c.merge.ssh_keys']],
  ['a host name', { merge: { hostname: 'x' } }, ['cloud-init/reserved at c.merge.hostname']],
  ['a domain name', { merge: { fqdn: 'x.y' } }, ['cloud-init/reserved at c.merge.fqdn']],
  [
    'a final message',
    { merge: { final_message: 'ready' } },
    ['cloud-init/reserved at c.merge.final_message'],
  ],
  ['a time server with a scheme', { ntp: ['ntp://time.example.com'] }, ['cloud-init/form at c.ntp[0]']],
  ['an empty time server', { ntp: [''] }, ['cloud-init/form at c.ntp[0]']],
  ['a network', { merge: { network: {} } }, ['cloud-init/reserved at c.merge.network']],
  [
    'what is no data, for a key that cloud-init knows',
    { merge: { ntp: () => 1, users: 1n } },
    [
      'cloud-init/value at c.merge.ntp',
      'cloud-init/list at c.merge.users',
      'cloud-init/data at c.merge.ntp',
      'cloud-init/data at c.merge.users',
    ],
  ],
  ['a merge that is a list', { merge: [] }, ['cloud-init/form at c.merge']],
  [
    'what is no data',
    { merge: { a: new Date(0), b: () => 1, c: Number.NaN } },
    ['cloud-init/data at c.merge.a', 'cloud-init/data at c.merge.b', 'cloud-init/data at c.merge.c'],
  ],
  [
    'a reference',
    { files: { '/t': { content: Token.asString(Fn.uuid()) } } },
    ['cloud-init/known at c.files["/t"].content'],
  ],
  [
    'a script with line ends of Windows',
    {
      files: {
        '/x': { content: '#!/bin/sh\r\n' },
        '/y': { content: 'a\r\n' },
        '/z': { content: '#!/bin/sh\n' },
      },
    },
    ['cloud-init/files at c.files["/x"].content'],
  ],
  [
    'a file below another one',
    { files: { '/etc/x': { content: '' }, '/etc/x/y/z': { content: '' }, '/etc/xy': { content: '' } } },
    ['cloud-init/files at c.files["/etc/x/y/z"]'],
  ],
  [
    'a file by a detour',
    { files: { '/etc/./x': { content: '' } } },
    ['cloud-init/form at c.files["/etc/./x"]'],
  ],
  [
    'a file by way of its parent',
    { files: { '/a/../x': { content: '' } } },
    ['cloud-init/form at c.files["/a/../x"]'],
  ],
  [
    'no command',
    { commands: ['', []] },
    ['cloud-init/text at c.commands[0]', 'cloud-init/text at c.commands[1]'],
  ],
  [
    "the name of the distribution's own user",
    { users: [{ name: 'default', sshKeys: [key] }] },
    ['cloud-init/user at c.users[0].name'],
  ],
  ['a relative file', { files: { motd: { content: '' } } }, ['cloud-init/form at c.files.motd']],
  [
    'permissions without a zero',
    { files: { '/f': { content: '', permissions: '644' } } },
    ['cloud-init/form at c.files["/f"].permissions'],
  ],
  [
    'an owner with a space',
    { files: { '/f': { content: '', owner: 'a b' } } },
    ['cloud-init/form at c.files["/f"].owner'],
  ],
  ['a package that is an option', { packages: ['--force'] }, ['cloud-init/form at c.packages[0]']],
  [
    'a mount with a trailing slash',
    { mounts: { '/a/': { device: 'x' } } },
    ['cloud-init/form at c.mounts["/a/"]'],
  ],
  ['a time zone that there is not', { timezone: 'Mars/Phobos' }, ['cloud-init/form at c.timezone']],
  ['a time zone in another spelling', { timezone: 'europe/berlin' }, ['cloud-init/form at c.timezone']],
  ['a time zone with a space', { timezone: 'Europe/ Berlin' }, ['cloud-init/form at c.timezone']],
  ['an empty locale', { locale: '' }, ['cloud-init/form at c.locale']],
])('%s is refused', (_, cloudInit, findings) => {
  expect(rules(cloudInit)).toEqual(findings);
});

test.each([
  ['options without a value', `restrict,no-pty,agent-forwarding ${key}`],
  [
    'options with a value that has spaces and quotes',
    `command="sh -c \\"id\\"",from="10.0.0.0/8,!10.1.0.1" ${key}`,
  ],
  ['options in other capitals', `NO-x11-forwarding ${key}`],
  ['several spaces and a tab', key.replace(' ', '  \t')],
  ['the line end of the file that it was read from', `${key}\r\n`],
  ['no comment', key.split(' ').slice(0, 2).join(' ')],
])('a key with %s is accepted', (_, line) => {
  expect(rules({ users: [{ name: 'ops', sshKeys: [line] }] })).toEqual([]);
});

const [, base64 = ''] = key.split(' ');

test.each([
  ['an option that there is not', `restricted ${key}`, /begins neither with a type of key nor with options/],
  ['options between spaces', `restrict, no-pty ${key}`, /begins neither/],
  ['options alone', 'restrict', /begins neither/],
  ['a quote that does not end', `command="id ${key}`, /begins neither/],
  // An expression that could read them in two ways would try them all.
  ['hundreds of quotes in quotes', `command="${'\\"'.repeat(500)}`, /begins neither/],
  ['options before something else', `restrict hello`, /options without a type of key/],
  [
    'a type of old',
    key.replace('ssh-ed25519', 'ssh-dss'),
    /of type ssh-dss, which is not one of ssh-ed25519/,
  ],
  ['a type alone', 'ssh-ed25519', /ssh-ed25519 without base64/],
  ['another type', key.replace('ssh-ed25519', 'ssh-rsa'), /ssh-rsa before the base64 of another type/],
  ['base64 that is cut off', `ssh-ed25519 ${base64.slice(0, -8)}`, /cut off/],
  ['a private key', PRIVATE, /a private key/],
  ['two keys', `${key}\n${key}`, /2 lines/],
])('a key with %s is told as that', (_, line, says) => {
  expect(checkCloudInit({ users: [{ name: 'ops', sshKeys: [line] }] }, 'c')).toMatchObject([
    { rule: 'cloud-init/ssh-key', path: 'c.users[0].sshKeys[0]', value: expect.stringMatching(says) },
  ]);
});

test('a secret in the options of a key is refused', () => {
  expect(
    rules({ users: [{ name: 'ops', sshKeys: [`environment="DB_PASSWORD=x7Gq2LmPz9" ${key}`] }] }),
  ).toEqual(['cloud-init/secret at c.users[0].sshKeys[0]']);
});

test.each(['nginx 1.2', 'nginx=', 'nginx/', '-nginx', 'nginx==1', 'https://example.com/x.deb'])(
  'a package %s is refused',
  (name) => {
    expect(rules({ packages: [name] })).toEqual(['cloud-init/form at c.packages[0]']);
  },
);

test('no message repeats a secret', () => {
  const findings = checkCloudInit({ users: [{ name: 'ops', sshKeys: [`${PRIVATE}\nc2VjcmV0`] }] }, 'c');
  expect(JSON.stringify(findings)).not.toContain('c2VjcmV0');
});
