import { type Finding, problem } from '../core/findings';
import type { LibvirtHypervisor } from './hypervisor';
import { type LibvirtTransport, type LibvirtUri, parseLibvirtUri, withoutCredentials } from './libvirt-uri';

/** What the provider dmacvicar/libvirt 0.8 reads of a URI; anything else it ignores without a word. */
const PARAMETERS: Readonly<Record<LibvirtTransport, readonly string[]>> = {
  unix: ['socket'],
  ssh: ['keyfile', 'knownhosts', 'known_hosts_verify', 'no_verify', 'socket', 'sshauth'],
};
/** What begins with a hyphen would be an option to `ssh`, whatever is percent-encoded something else to each reader. */
const USER = /^[A-Za-z0-9_][A-Za-z0-9_.@-]*\$?$/;
const HOST = /^([A-Za-z0-9_][A-Za-z0-9_.-]*|\[[0-9A-Fa-f:.]+\])$/;
const PLAINLY = 'Write it as it is, without percent-encoding.';
const UNVERIFIED = ['known_hosts_verify', 'no_verify'];
/** What the provider makes of a path: of `~` in a key's only, of variables in all. */
const PATHS: Readonly<Record<string, RegExp>> = {
  keyfile: /^(\/|~\/|\$\{HOME\}\/)./,
  knownhosts: /^(\/|\$\{HOME\}\/)./,
  socket: /^\/./,
};
const WAYS = /^(agent|privkey)(,(agent|privkey))*$/;

/** The problems of how a libvirt host is reached, and a note where it is not checked that it is the one that is meant. */
export function checkConnection({ uri, unverified }: LibvirtHypervisor, path: string): readonly Finding[] {
  const parts = parseLibvirtUri(uri);
  if (parts === undefined) return [noUri(uri, path)];
  // A password in the URI is not shown either.
  // Encoded, a colon splits the user from the password all the same.
  if (parts.hasPassword || parts.user.includes(':')) return [password(path)];
  if (parts.hasFragment) return [fragment(path)];
  const names = [...new URLSearchParams(uri.replace(/^[^?]*\??/, '')).keys()];
  const twice = names.find((name, index) => names.indexOf(name) < index);
  return [
    ...(twice === undefined ? [] : [repeated(twice, path)]),
    ...checkWhere(parts, uri, path),
    ...Object.entries(parts.parameters).flatMap(([name, value]) =>
      checkParameter(parts.transport, name, value, unverified, path),
    ),
    ...(unverified === undefined ? [] : [note(unverified, path)]),
  ];
}

function checkWhere(
  { transport, user, host, port, path: at }: LibvirtUri,
  uri: string,
  path: string,
): readonly Finding[] {
  const wrong = (message: string, advice: string): Finding =>
    problem({ rule: 'hypervisors/uri', path, message, value: uri, advice });
  return [
    ...(at === '/system' || at === '/session'
      ? []
      : [wrong('must end in /system or /session', "Write /system for the host's own libvirt.")]),
    ...(transport === 'unix' || host !== ''
      ? []
      : [wrong('must name a host', 'Write the host between // and the next slash.')]),
    ...(transport === 'ssh' && user === ''
      ? [
          wrong(
            'must say who logs in',
            'Write the user before the host: user@host. The provider takes it from nowhere else.',
          ),
        ]
      : []),
    ...(transport === 'unix' || user === '' || USER.test(user)
      ? []
      : [wrong('must name a user by letters, digits, dots, hyphens and underscores', PLAINLY)]),
    ...(transport === 'unix' || host === '' || HOST.test(host)
      ? []
      : [wrong('must name a host by its name or address, which begins with no hyphen', PLAINLY)]),
    ...(port === '0' ? [wrong('must have a port from 1 to 65535', 'Leave it out for port 22.')] : []),
  ];
}

function checkParameter(
  transport: LibvirtTransport,
  name: string,
  value: string,
  unverified: string | undefined,
  path: string,
): readonly Finding[] {
  const wrong = (message: string, advice: string): readonly Finding[] => [
    problem({ rule: 'hypervisors/uri', path, message, value: `${name}=${value}`, advice }),
  ];
  if (!PARAMETERS[transport].includes(name))
    return wrong(
      `must have only parameters that the provider reads for ${transport}: ${PARAMETERS[transport].join(', ')}`,
      'Leave it out: it would be ignored.',
    );
  if (UNVERIFIED.includes(name) && unverified === undefined)
    return wrong(
      'must verify that the host is the one that is meant',
      "Leave it out; or say why not: qemuSsh({ …, knownHosts: unverifiedHost('a reason') }).",
    );
  if (name === 'sshauth' && !WAYS.test(value))
    return wrong('must log in by agent, privkey or both', 'Use a key: a password would stand in the output.');
  const form = PATHS[name];
  if (form === undefined || form.test(value)) return [];
  return wrong(
    'must give files by a path that is the same in every folder',
    'Write an absolute path, or one that begins with ${HOME}/ (in qemuSsh: with ~/).',
  );
}

function noUri(uri: string, path: string): Finding {
  return problem({
    rule: 'hypervisors/uri',
    path,
    message: 'must be a URI that begins with qemu:///, qemu+unix:/// or qemu+ssh://',
    value: withoutCredentials(uri),
    advice:
      'Use SSH: qemuSsh({ user, host }). TLS (qemu://host) makes the provider hang, and plain TCP is not encrypted.',
  });
}

function password(path: string): Finding {
  return problem({
    rule: 'hypervisors/uri',
    path,
    message: 'must hold no password, since it stands in the synthesised files',
    advice: 'Use a key: qemuSsh({ user, host, key }).',
  });
}

function repeated(name: string, path: string): Finding {
  return problem({
    rule: 'hypervisors/uri',
    path,
    message: 'must have each parameter once',
    value: `${name} several times`,
    advice: 'Remove all but one: which of them counts differs between programs.',
  });
}

function fragment(path: string): Finding {
  return problem({
    rule: 'hypervisors/uri',
    path,
    message: 'must have nothing behind a #, which no part of libvirt reads',
    advice: 'Leave it out.',
  });
}

function note(reason: string, path: string): Finding {
  return {
    rule: 'hypervisors/unverified',
    severity: 'note',
    path,
    message: 'takes whatever host answers for the one that is meant',
    value: reason,
    advice: "Give knownHosts a file with the host's key, once there can be one.",
  };
}
