import { overSsh } from '../../../operations/joining';

const machine = {
  ...{ slot: '0', host: 'a', name: 'shop-dev-nodes-0', mac: '52:54:00:00:00:01', image: 'sha256:1' },
  ...{ address: '10.20.0.16', address6: null, fqdn: null, instanceId: 'i', terraformAddress: 't' },
  ...{ users: ['ops', 'backup'], jump: null },
};

test('a machine is reached as its first user', () => {
  const { name, shell } = overSsh(machine);
  expect(name).toBe('shop-dev-nodes-0');
  expect([shell[0], shell.at(-1)]).toEqual(['ssh', 'ops@10.20.0.16']);
  expect(shell).not.toContain('-J');
});

test('without another route, it is reached through its host', () => {
  const { shell } = overSsh({ ...machine, jump: 'ops@desk' });
  expect(shell.join(' ')).toMatch(/ -J ops@desk ops@10\.20\.0\.16$/);
});

test("the user's options come first, since ssh uses the first value that it reads", () => {
  const { shell } = overSsh(machine, ['ssh', '-o', 'StrictHostKeyChecking=yes']);
  const options = shell.filter((word) => word.startsWith('StrictHostKeyChecking='));
  expect(options[0]).toBe('StrictHostKeyChecking=yes');
});
