import { type Finding, problem } from '../../../core/findings';
import type { Json } from '../../../core/json';
import type { NotSecret } from '../../../core/secrets';
import { isTimeZone } from '../../../core/text';
import { readAuthorizedKey } from '../../../core/ssh-signatures';
import { refuseSecrets, type SecretRefusal } from '../../shape';
import { knownTexts } from '../../not-secret';
import { checkValues } from './check-values';
import type { CloudInit } from './cloud-init';
import { checkFiles, checkMounts } from './check-files';
import { checkForm } from './check-form';
import { checkMerge } from './check-merge';
import { checkUsers } from './check-users';

/** As apt takes it: a name, `name:architecture`, `name=1.2*`, `name/release`, `name-` to leave it out, `task^`. */
const PACKAGE = /^[A-Za-z0-9][A-Za-z0-9.+:~_-]*(?:=[A-Za-z0-9.+:~_*-]+|\/[A-Za-z0-9.~_-]+|\^)?$/;
const TIME_SERVER = /^[A-Za-z0-9:]([A-Za-z0-9.:-]*[A-Za-z0-9])?$/;
const LOCALE = /^[A-Za-z0-9_.@-]+$/;

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
      checkForm(
        PACKAGE,
        name,
        `${path}.packages[${index}]`,
        'a package as apt takes it: a name, name=version or name/release',
      ),
    ),
    ...checkFiles(files, `${path}.files`),
    ...checkMounts(mounts, `${path}.mounts`),
    ...commands.flatMap((command, index) => checkCommand(command, `${path}.commands[${index}]`)),
    ...(timezone === undefined || isTimeZone(timezone) ? [] : [badTimeZone(timezone, `${path}.timezone`)]),
    ...(locale === undefined
      ? []
      : checkForm(LOCALE, locale, `${path}.locale`, 'a locale such as en_GB.UTF-8')),
    ...ntp.flatMap((server, index) => [
      ...checkForm(TIME_SERVER, server, `${path}.ntp[${index}]`, 'the name or the address of a time server'),
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

function badTimeZone(timezone: string, path: string): Finding {
  return problem({
    rule: 'cloud-init/form',
    path,
    message: 'must be a time zone of the IANA database',
    value: JSON.stringify(timezone),
    advice: 'Write it as it is there, such as Europe/Berlin or UTC.',
  });
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

function twiceAsked(server: string, path: string): Finding {
  return problem({
    rule: 'cloud-init/ntp',
    path,
    message: 'must be listed once',
    value: server,
    advice: 'Remove one of the two: cloud-init takes no server twice.',
  });
}
