import { type Finding, problem } from '../../../core/findings';
import { checkValues, isPublicKey } from './check-values';
import type { CloudInit, CloudInitUser } from './cloud-init';
import { isMap } from './merge';

const USER = /^[a-z_][a-z0-9_-]{0,31}$/;
const PACKAGE = /^[A-Za-z0-9][A-Za-z0-9.+:~=_-]*$/;
const ABSOLUTE = /^\/\S*[^\s/]$/;
const PERMISSIONS = /^0[0-7]{3}$/;
const OWNER = /^[a-z_][a-z0-9_-]*(:[a-z_][a-z0-9_-]*)?$/;
const TIMEZONE = /^[A-Za-z0-9_+-]+(\/[A-Za-z0-9_+-]+)*$/;
const TIME_SERVER = /^[A-Za-z0-9:]([A-Za-z0-9.:-]*[A-Za-z0-9])?$/;
const LOCALE = /^[A-Za-z0-9_.@-]+$/;

const SLOT_SAYS = "A machine's name, address and network come from its slot, so that they stay unique.";
/** Keys of a cloud-config that are not the user's to set, and why. */
const OUR_KEYS: Readonly<Record<string, string>> = {
  hostname: SLOT_SAYS,
  fqdn: SLOT_SAYS,
  network: SLOT_SAYS,
  preserve_hostname: SLOT_SAYS,
  final_message: 'It marks the end of the first boot, which a deploy waits for. Print your own by a command.',
};

/** The problems of a machine's cloud-init, secrets in it included. */
export function checkCloudInit(cloudInit: CloudInit, path: string): readonly Finding[] {
  const {
    users = [],
    packages = [],
    files = {},
    mounts = {},
    timezone,
    locale,
    ntp = [],
    merge = {},
  } = cloudInit;
  return [
    ...checkUsers(users, `${path}.users`),
    ...packages.flatMap((name, index) => form(PACKAGE, name, `${path}.packages[${index}]`, 'a package name')),
    ...Object.entries(files).flatMap(([file, { permissions = '0644', owner = 'root' }]) => [
      ...form(ABSOLUTE, file, `${path}.files, a path`, 'an absolute path without spaces'),
      ...form(
        PERMISSIONS,
        permissions,
        `${path}.files.${file}.permissions`,
        'four octal digits such as 0640',
      ),
      ...form(OWNER, owner, `${path}.files.${file}.owner`, 'a user or user:group'),
    ]),
    ...Object.keys(mounts).flatMap((mount) =>
      form(ABSOLUTE, mount, `${path}.mounts, a path`, 'an absolute path without spaces'),
    ),
    ...(timezone === undefined
      ? []
      : form(TIMEZONE, timezone, `${path}.timezone`, 'a time zone such as Europe/Berlin')),
    ...(locale === undefined ? [] : form(LOCALE, locale, `${path}.locale`, 'a locale such as en_GB.UTF-8')),
    ...ntp.flatMap((server, index) =>
      form(TIME_SERVER, server, `${path}.ntp[${index}]`, 'the name or the address of a time server'),
    ),
    ...checkMerge(merge, `${path}.merge`),
    ...checkValues(cloudInit, path),
  ];
}

function checkUsers(users: readonly CloudInitUser[], path: string): readonly Finding[] {
  return users.flatMap(({ name, sshKeys }, index) => {
    const at = `${path}.${name}`;
    const again = users.findIndex((user) => user.name === name) < index;
    return [
      ...form(USER, name, `${path}[${index}].name`, 'a login name: lower case, at most 32 characters'),
      ...(again ? [twice(at)] : []),
      ...(sshKeys.length === 0 ? [keyless(at)] : []),
      ...sshKeys.flatMap((key, position) =>
        isPublicKey(key) ? [] : [badKey(key, `${at}.sshKeys[${position}]`)],
      ),
    ];
  });
}

function checkMerge(merge: unknown, path: string): readonly Finding[] {
  if (!isMap(merge)) return form(/^$/, typeof merge, path, 'a map of cloud-config keys');
  return Object.entries(OUR_KEYS)
    .filter(([key]) => key in merge)
    .map(([key, advice]) =>
      problem({ rule: 'cloud-init/reserved', path: `${path}.${key}`, message: 'must not be set', advice }),
    );
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

function twice(path: string): Finding {
  return problem({
    rule: 'cloud-init/user',
    path,
    message: 'must be named once',
    advice: 'List all keys of a user in one entry.',
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

function badKey(key: string, path: string): Finding {
  return problem({
    rule: 'cloud-init/ssh-key',
    path,
    message: 'must be an OpenSSH public key of one line: type, base64, comment',
    // Whatever else it is, it may be a private key: show no more than its first word.
    value: JSON.stringify(key.split(/\s/, 1)[0]?.slice(0, 40)),
    advice: 'Copy the line from the .pub file.',
  });
}
