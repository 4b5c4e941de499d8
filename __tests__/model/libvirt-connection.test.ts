import { libvirt, type LibvirtProps, qemuSsh, Size, unverifiedHost } from 'slipway';
import { checkConnection } from '../../model';

const host = { cores: 8, memory: Size.gibibytes(16) };
const user = 'ops';

function findings(uri: LibvirtProps['uri']) {
  return checkConnection(libvirt({ uri, ...host }), 'uri');
}

test.each([
  [qemuSsh({ user, host: 'rack1-a' }), 'qemu+ssh://ops@rack1-a/system'],
  [qemuSsh({ user, host: 'fd00::1', port: 2222 }), 'qemu+ssh://ops@[fd00::1]:2222/system'],
  // The provider replaces ~ in the key's path only, and $HOME in all.
  [
    qemuSsh({ user, host: 'a', key: '~/.ssh/rack', knownHosts: '~/.ssh/racks' }),
    'qemu+ssh://ops@a/system?keyfile=~/.ssh/rack&knownhosts=%24%7BHOME%7D/.ssh/racks',
  ],
  [qemuSsh({ user, host: 'a', key: '/k&y' }), 'qemu+ssh://ops@a/system?keyfile=/k%26y'],
  [
    qemuSsh({ user, host: 'a', knownHosts: unverifiedHost('new each day') }),
    'qemu+ssh://ops@a/system?no_verify=1',
  ],
])('a connection is the URI %j', (connection, uri) => {
  expect(connection.uri).toBe(uri);
  expect(findings(connection).filter(({ severity }) => severity === 'error')).toEqual([]);
});

test.each([
  'qemu:///system',
  'qemu:///session',
  'qemu+unix:///system?socket=/run/libvirt/libvirt-sock',
  'qemu+ssh://ops@rack1-a/system?keyfile=${HOME}/.ssh/id&sshauth=agent,privkey&socket=/run/libvirt/virtqemud-sock',
])('%s is accepted', (uri) => {
  expect(findings(uri)).toEqual([]);
});

test.each([
  ['rack1-a', /must be a URI that begins/],
  ['qemu+tcp://rack1-a/system', /must be a URI that begins/],
  ['xen:///system', /must be a URI that begins/],
  ['qemu+ssh://ops@rack1-a', /must end in \/system or \/session/],
  ['qemu+ssh:///system', /must name a host/],
  ['qemu+ssh://rack1-a/system', /must say who logs in/],
  ['qemu+ssh://ops@rack1-a/system?no_verify=1', /must verify/],
  ['qemu+ssh://ops@rack1-a/system?known_hosts_verify=ignore', /must verify/],
  ['qemu://rack1-a/system', /must be a URI that begins/],
  ['qemu+tls://rack1-a/system', /must be a URI that begins/],
  ['qemu+ssh://ops@rack1-a/system?sshauth=ssh-password', /must log in by agent/],
  ['qemu+ssh://ops@rack1-a/system?command=/usr/bin/ssh', /must have only parameters/],
  ['qemu+ssh://ops@rack1-a/system?keyfile=keys/rack', /the same in every folder/],
  // Only in a key's path the provider knows what ~ is.
  ['qemu+ssh://ops@rack1-a/system?knownhosts=~/.ssh/known_hosts', /the same in every folder/],
])('%s is refused', (uri, message) => {
  expect(findings(uri).map((finding) => finding.message)).toEqual(
    expect.arrayContaining([expect.stringMatching(message)]),
  );
});

test('a password is refused, and shown nowhere', () => {
  for (const uri of [
    'qemu+ssh://ops:hunter2@a/system',
    'qemu+tcp://ops:hunter2@a/system',
    'qemu+tcp://ops:hunter2:b@c@a/system',
  ]) {
    const found = findings(uri);
    expect(found).toHaveLength(1);
    expect(JSON.stringify(found)).not.toContain('hunter2');
  }
});

test('a host whose key is not verified is noted, with the reason', () => {
  const connection = qemuSsh({ user, host: 'a', knownHosts: unverifiedHost('new each day') });
  expect(findings(connection)).toMatchObject([
    { rule: 'hypervisors/unverified', severity: 'note', value: 'new each day' },
  ]);
});
