import fc from 'fast-check';
import { qemuSsh } from 'slipway';
import { parseLibvirtUri, sshJumpHost } from '../../model';

const user = fc.string({ minLength: 1 });
const host = fc.oneof(fc.stringMatching(/^[a-z][a-z0-9.-]{0,20}$/), fc.constantFrom('10.20.0.1', 'fd00::1'));
const port = fc.option(fc.integer({ min: 1, max: 65_535 }), { nil: undefined });
const key = fc.option(
  fc.string().map((text) => `/${text}`),
  { nil: undefined },
);

test('what qemuSsh writes is parsed back unchanged', () => {
  fc.assert(
    fc.property(user, host, port, key, (user, host, port, key) => {
      const { uri } = qemuSsh({ user, host, port, key });
      expect(parseLibvirtUri(uri)).toMatchObject({
        ...{ transport: 'ssh', user, port: String(port ?? ''), path: '/system', hasPassword: false },
        host: host.includes(':') ? `[${host}]` : host,
        parameters: key === undefined ? {} : { keyfile: key },
      });
    }),
  );
});

test.each([
  ['qemu+ssh://ops@rack1-a/system', 'ops@rack1-a'],
  ['qemu+ssh://ops@rack1-a:2222/system?keyfile=/k', 'ops@rack1-a:2222'],
  [qemuSsh({ user: 'ops@example.com', host: 'fd00::1' }).uri, 'ops@example.com@[fd00::1]'],
  ['qemu+ssh://ops:hunter2@rack1-a/system', 'ops@rack1-a'],
  ['qemu+ssh://rack1-a/system', 'rack1-a'],
  ['qemu:///system', undefined],
  ['https://pve.example.com:8006', undefined],
])('the machines on %s are reached through %s', (uri, jump) => {
  expect(sshJumpHost(uri)).toBe(jump);
});
