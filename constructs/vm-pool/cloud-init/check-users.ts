import { type Finding, problem } from '../../../core/findings';
import { readAuthorizedKey } from '../../../core/ssh-signatures';
import { entry } from '../../../core/text';
import { checkForm } from './check-form';
import type { CloudInitUser } from './cloud-init';

const USER = /^[a-z_][a-z0-9_-]{0,31}$/;

/**
 * Groups and users that Debian, Ubuntu or one of their packages has: `useradd` refuses to make a user and its group by such a name,
 * and nobody could log in.
 *
 * @see https://wiki.debian.org/SystemGroups
 */
const SYSTEM_NAMES: ReadonlySet<string> = new Set([
  ...(
    'root daemon bin sys sync games man lp mail news uucp proxy adm tty disk kmem dialout fax voice cdrom ' +
    'floppy tape sudo audio dip www-data backup operator list irc src shadow utmp video sasl plugdev ' +
    'staff users nobody nogroup wheel input kvm render crontab netdev messagebus sshd docker'
  ).split(' '),
  // By this name cloud-init means the user that the distribution's image has.
  'default',
]);

/** The problems of the users that a machine gets. */
export function checkUsers(users: readonly CloudInitUser[], path: string): readonly Finding[] {
  return users.flatMap(({ name, sshKeys }, index) => {
    const at = entry(path, index);
    const again = users.findIndex((user) => user.name === name) < index;
    return [
      ...checkForm(USER, name, `${at}.name`, 'a login name: lower case, at most 32 characters'),
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
