import { libvirt, qemuSsh, Size, unverifiedHost } from 'slipway';
import { placed } from '../../../model';
import { environmentDisks } from '../../../operations/disks';
import { checkShrunk, type Found, inMachine, isToGrow } from '../../../operations/disks/growth';
import { virshCommand } from '../../../operations/disks/virsh';
import { devProps, prodProps, smallProject } from '../../support/small-project';

const host = { cores: 8, memory: Size.gibibytes(16) };
const declared = {
  data: { size: Size.gibibytes(2), mountPath: '/data' },
  fast: { size: Size.gibibytes(3), mountPath: '/fast', fileSystem: 'xfs' as const },
  raw: { size: Size.gibibytes(4) },
};

function prodDisks() {
  const nodes = prodProps(smallProject().environments[0] as never).pools?.['nodes'];
  const retired = { '9': { on: 'a', data: 'keep' as const } };
  const { project, environments, placements } = smallProject({
    prod: { pools: { nodes: { ...nodes, disks: declared, retired } } },
  });
  const [, prod] = placed(environments, placements);
  if (prod === undefined) throw new Error('there is a prod');
  return environmentDisks(project, prod);
}

const there = (size: Size): Found => ({ kind: 'there', size, grow: () => Promise.resolve() });

test("the disks of an environment are found on their slots' hosts, including kept ones", () => {
  const found = prodDisks().map(({ id, host: on, storedAs }) => `${id} ${on} ${storedAs}`);
  expect(found).toHaveLength(9);
  expect(found).toContain('nodes/1/raw b small-prod-nodes-1-raw');
  expect(found).toContain('nodes/9/data a small-prod-nodes-9-data');
});

test('a disk is grown if it exists and is smaller than declared', () => {
  const [disk] = prodDisks();
  if (disk === undefined) throw new Error('there is a disk');
  expect(isToGrow({ disk, found: there(Size.gibibytes(1)) })).toBe(true);
  expect(isToGrow({ disk, found: there(Size.gibibytes(2)) })).toBe(false);
  expect(isToGrow({ disk, found: { kind: 'absent' } })).toBe(false);
  expect(isToGrow({ disk, found: { kind: 'unseen', advice: '' } })).toBe(false);
});

test('a disk that is declared smaller than it is is refused, at the declaration of its size', () => {
  const reports = prodDisks().map((disk) => ({ disk, found: there(Size.gibibytes(3)) }));
  const found = checkShrunk(reports, 'prod');
  expect([...new Set(found.map(({ path }) => path))]).toEqual([
    'environments.prod.pools.nodes.disks.data.size',
  ]);
  expect(found[0]).toMatchObject({
    message: 'must be no less than nodes/0/data has on a, which is 3Gi',
    value: '2Gi',
  });
});

test('the remaining steps inside the machine depend on the file system', () => {
  const commands = prodDisks().map((disk) => inMachine(disk));
  expect(commands[0]).toMatch(/^sudo resize2fs \/dev\/disk\/by-id\/wwn-0x[0-9a-f]{16}$/);
  expect(commands[1]).toBe('sudo xfs_growfs /fast');
  // Raw disks belong to the program that uses them, and kept ones are in no machine.
  expect(commands.filter((command) => command !== undefined)).toHaveLength(4);
});

describe('virsh is run', () => {
  const commandOn = (uri: Parameters<typeof libvirt>[0]['uri'], ...args: string[]) =>
    virshCommand(libvirt({ uri, ...host }).uri, args, '/home/me');

  test('on this machine for a socket', () => {
    expect(commandOn('qemu:///system', 'list')).toEqual([
      'virsh',
      '--quiet',
      '--connect',
      'qemu+unix:///system',
      'list',
    ]);
  });

  test('on the host itself for SSH, with its key verified as the provider does', () => {
    const connection = qemuSsh({
      user: 'ops',
      host: 'a',
      port: 2222,
      key: '~/.ssh/rack',
      knownHosts: '~/racks',
    });
    const command = commandOn(connection, 'vol-info', "it's");
    expect(command[0]).toBe('ssh');
    expect(command).toEqual(
      expect.arrayContaining([
        '-oStrictHostKeyChecking=yes',
        '-oUserKnownHostsFile=/home/me/racks',
        '-oIdentityFile=/home/me/.ssh/rack',
        '-oPort=2222',
      ]),
    );
    expect(command.slice(-4)).toEqual([
      'ops',
      '--',
      'a',
      String.raw`LC_ALL=C virsh --quiet --connect qemu+unix:///system vol-info 'it'\''s'`,
    ]);
  });

  test('without verification only if that is declared', () => {
    const open = qemuSsh({ user: 'ops', host: 'a', knownHosts: unverifiedHost('a test') });
    expect(commandOn(open, 'list')).toContain('-oStrictHostKeyChecking=no');
  });
});

test('an environment without data disks has no disks to grow', () => {
  const { project, environments, placements } = smallProject({ dev: devProps() });
  const [dev] = placed(environments, placements);
  if (dev === undefined) throw new Error('there is a dev');
  expect(environmentDisks(project, dev)).toEqual([]);
});
