import { type Finding, problem } from '../../../core/findings';
import type { Json } from '../../../core/json';
import type { NotSecret } from '../../../core/secrets';
import { entry, isTimeZone } from '../../../core/text';
import { readAuthorizedKey } from '../../../core/ssh-signatures';
import { refuseSecrets, type SecretRefusal } from '../../shape';
import { knownTexts } from '../../not-secret';
import { checkMountPath } from '../mount-paths';
import { checkValues } from './check-values';
import type { CloudInit, CloudInitUser } from './cloud-init';
import { checkMerge } from './check-merge';

const USER = /^[a-z_][a-z0-9_-]{0,31}$/;
/** As apt takes it: a name, `name:architecture`, `name=1.2*`, `name/release`, `name-` to leave it out, `task^`. */
const PACKAGE = /^[A-Za-z0-9][A-Za-z0-9.+:~_-]*(?:=[A-Za-z0-9.+:~_*-]+|\/[A-Za-z0-9.~_-]+|\^)?$/;
const ABSOLUTE = /^(?!.*\/\/)(?!.*\/\.{1,2}(?:\/|$))\/\S*[^\s/]$/;
/** A field of /etc/fstab: the next one begins at a space. */
const FIELD = /^[^\s#]\S*$/;
const PERMISSIONS = /^0[0-7]{3}$/;
const OWNER = /^[a-z_][a-z0-9_-]*(:[a-z_][a-z0-9_-]*)?$/;
const TIME_SERVER = /^[A-Za-z0-9:]([A-Za-z0-9.:-]*[A-Za-z0-9])?$/;
const LOCALE = /^[A-Za-z0-9_.@-]+$/;

/**
 * Groups and users that Debian, Ubuntu or one of their packages has: `useradd` refuses to make a user and its group by such a name,
 * and nobody could log in.
 *
 * @see https://wiki.debian.org/SystemGroups
 */
const SYSTEM_NAMES: ReadonlySet<string> = new Set([
  ...[
    'root',
    'daemon',
    'bin',
    'sys',
    'sync',
    'games',
    'man',
    'lp',
    'mail',
    'news',
    'uucp',
    'proxy',
    'adm',
    'tty',
  ],
  ...[
    'disk',
    'kmem',
    'dialout',
    'fax',
    'voice',
    'cdrom',
    'floppy',
    'tape',
    'sudo',
    'audio',
    'dip',
    'www-data',
  ],
  ...[
    'backup',
    'operator',
    'list',
    'irc',
    'src',
    'shadow',
    'utmp',
    'video',
    'sasl',
    'plugdev',
    'staff',
    'users',
  ],
  ...[
    'nobody',
    'nogroup',
    'wheel',
    'input',
    'kvm',
    'render',
    'crontab',
    'netdev',
    'messagebus',
    'sshd',
    'docker',
  ],
  // By this name cloud-init means the user that the distribution's image has.
  'default',
]);

/** The problems of a machine's cloud-init, secrets in it included. */
export function checkCloudInit(given: CloudInit, path: string): readonly Finding[] {
  const { value: cloudInit, notSecrets } = knownTexts(given);
  const {
    users = [],
    packages = [],
    files = {},
    commands = [],
    mounts = {},
    timezone,
    locale,
    ntp = [],
    merge = {},
  } = cloudInit;
  return [
    ...checkUsers(users, `${path}.users`),
    ...packages.flatMap((name, index) =>
      form(
        PACKAGE,
        name,
        `${path}.packages[${index}]`,
        'a package as apt takes it: a name, name=version or name/release',
      ),
    ),
    ...Object.entries(files).flatMap(([file, { permissions = '0644', owner = 'root' }]) => [
      ...form(ABSOLUTE, file, entry(`${path}.files`, file), 'an absolute path without spaces'),
      ...form(
        PERMISSIONS,
        permissions,
        `${path}.files.${file}.permissions`,
        'four octal digits such as 0640',
      ),
      ...form(OWNER, owner, `${path}.files.${file}.owner`, 'a user or user:group'),
    ]),
    ...filesInFiles(Object.keys(files), `${path}.files`),
    ...Object.entries(mounts).flatMap(([mount, { device, fileSystem = 'auto', options = 'defaults' }]) => {
      const at = entry(`${path}.mounts`, mount);
      const wrong = form(ABSOLUTE, mount, at, 'an absolute path without spaces');
      return [
        ...(wrong.length > 0 ? wrong : checkMountPath(mount, `${path}.mounts.${mount}`)),
        ...form(
          FIELD,
          device,
          `${at}.device`,
          'a device or a file system of another machine, without spaces',
        ),
        ...form(FIELD, fileSystem, `${at}.fileSystem`, 'a file system such as nfs4'),
        ...form(FIELD, options, `${at}.options`, 'options joined by commas, without spaces'),
      ];
    }),
    ...commands.flatMap((command, index) => checkCommand(command, `${path}.commands[${index}]`)),
    ...(timezone === undefined || isTimeZone(timezone) ? [] : [badTimeZone(timezone, `${path}.timezone`)]),
    ...(locale === undefined ? [] : form(LOCALE, locale, `${path}.locale`, 'a locale such as en_GB.UTF-8')),
    ...ntp.flatMap((server, index) => [
      ...form(TIME_SERVER, server, `${path}.ntp[${index}]`, 'the name or the address of a time server'),
      ...(ntp.indexOf(server) < index ? [twiceAsked(server, `${path}.ntp[${index}]`)] : []),
    ]),
    ...checkMerge(merge, `${path}.merge`),
    ...checkSecrets(cloudInit, path, notSecrets),
  ];
}

const SECRET: SecretRefusal = {
  rule: 'cloud-init/secret',
  message: 'must not hold a secret',
  advice: 'cloud-init ends in the synthesised files in clear: have the machine fetch it, or make its own.',
};

/** What a key that only holds secrets is refused for is not refused once more for what it holds. */
function checkSecrets(
  cloudInit: CloudInit,
  path: string,
  notSecrets: readonly NotSecret[],
): readonly Finding[] {
  const values = checkValues(cloudInit, path, notSecrets);
  // What is no plain data can't be searched.
  if (values.some(({ rule }) => rule === 'cloud-init/data')) return values;
  const keys = values.filter(({ rule }) => rule === SECRET.rule);
  // A key is public, and what is no key is refused for that. A command or a variable before it may hold a secret.
  const users = cloudInit.users?.map((user) => ({ ...user, sshKeys: user.sshKeys.map(optionsOf) }));
  const searched = { ...cloudInit, ...(users === undefined ? {} : { users }) };
  const texts = refuseSecrets(searched as Json, path, SECRET, notSecrets);
  return [...values, ...texts.filter((text) => !keys.some((key) => text.path.startsWith(key.path)))];
}

function optionsOf(key: string): string {
  const read = readAuthorizedKey(key);
  return 'options' in read ? read.options : '';
}

function checkUsers(users: readonly CloudInitUser[], path: string): readonly Finding[] {
  return users.flatMap(({ name, sshKeys }, index) => {
    const at = `${path}.${name}`;
    const again = users.findIndex((user) => user.name === name) < index;
    return [
      ...form(USER, name, `${path}[${index}].name`, 'a login name: lower case, at most 32 characters'),
      ...(again ? [twice(at)] : []),
      ...(SYSTEM_NAMES.has(name) ? [system(name, at)] : []),
      ...(sshKeys.length === 0 ? [keyless(at)] : []),
      ...sshKeys.flatMap((key, position) => {
        const read = readAuthorizedKey(key);
        return 'fault' in read ? [badKey(read.fault, `${at}.sshKeys[${position}]`)] : [];
      }),
    ];
  });
}

function form(pattern: RegExp, value: string, path: string, what: string): readonly Finding[] {
  if (pattern.test(value)) return [];
  return [
    problem({
      rule: 'cloud-init/form',
      path,
      message: `must be ${what}`,
      value: JSON.stringify(value),
      advice: 'Correct the value.',
    }),
  ];
}

function badTimeZone(timezone: string, path: string): Finding {
  return problem({
    rule: 'cloud-init/form',
    path,
    message: 'must be a time zone of the IANA database',
    value: JSON.stringify(timezone),
    advice: 'Write it as it is there, such as Europe/Berlin or UTC.',
  });
}

/** What is a file can hold no other. */
function filesInFiles(files: readonly string[], path: string): readonly Finding[] {
  const all = new Set(files);
  return files.flatMap((file) => {
    const above = parentsOf(file).find((parent) => all.has(parent));
    if (above === undefined) return [];
    return [
      problem({
        rule: 'cloud-init/files',
        path: entry(path, file),
        message: 'must not lie below another file',
        value: `${file}, below ${above}`,
        advice: 'Give one of the two another path.',
      }),
    ];
  });
}

function parentsOf(file: string): readonly string[] {
  const parts = file.split('/');
  return parts.slice(2).map((_, index) => parts.slice(0, index + 2).join('/'));
}

/** A shell takes a carriage return for a part of the last word. */
function checkCommand(command: string | readonly string[], path: string): readonly Finding[] {
  const words = typeof command === 'string' ? [command] : command;
  if (words.join('').trim() === '')
    return [
      problem({
        rule: 'cloud-init/text',
        path,
        message: 'must be a command',
        value: 'empty',
        advice: 'Remove it, or say what is to run.',
      }),
    ];
  if (!words.some((text) => text.includes('\r'))) return [];
  return [
    problem({
      rule: 'cloud-init/text',
      path,
      message: 'must have line ends without carriage returns',
      advice: 'Save the file with line ends of Unix, or remove \\r from the text.',
    }),
  ];
}

function system(name: string, path: string): Finding {
  return problem({
    rule: 'cloud-init/user',
    path: `${path}.name`,
    message: 'must be no user or group that the distribution has, by which no new user can be made',
    value: name,
    advice: 'Choose another name, such as ops.',
  });
}

function twice(path: string): Finding {
  return problem({
    rule: 'cloud-init/user',
    path,
    message: 'must be named once',
    advice: 'List all keys of a user in one entry.',
  });
}

function twiceAsked(server: string, path: string): Finding {
  return problem({
    rule: 'cloud-init/ntp',
    path,
    message: 'must be listed once',
    value: server,
    advice: 'Remove one of the two: cloud-init takes no server twice.',
  });
}

function keyless(path: string): Finding {
  return problem({
    rule: 'cloud-init/user',
    path: `${path}.sshKeys`,
    message: 'must hold at least one key',
    advice: 'Passwords are locked: a user without a key can never log in.',
  });
}

function badKey(fault: string, path: string): Finding {
  return problem({
    rule: 'cloud-init/ssh-key',
    path,
    message:
      'must be a line of authorized_keys: a public key as `ssh-ed25519 AAAA… me`, maybe behind options',
    value: fault,
    advice:
      'Copy the whole line from the .pub file. Options before it are separated by commas: restrict,command="…".',
  });
}
