import { libvirt, Size } from 'slipway';
import { parse } from 'yaml';
import { MACHINE_FORMATS, machinesIn } from '../../review';
import { devProps, smallProject } from '../support/small-project';
import { synthProject } from '../support/synth-project';

const nodes = devProps().pools?.['nodes'];
const cloudInit = {
  users: [
    {
      name: 'ops',
      sshKeys: [
        'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDexampleexampleexampleexampleexampleexampleexam ops@example.com',
      ],
    },
  ],
};
const { record } = synthProject(
  smallProject({
    dev: {
      hypervisors: {
        desk: libvirt({ uri: 'qemu+ssh://root@desk/system', cores: 8, memory: Size.gibibytes(16) }),
      },
      pools: { nodes: { ...nodes, cloudInit } },
    },
  }),
);
const machines = machinesIn(record);

test('the table has one line per machine', () => {
  expect(
    MACHINE_FORMATS.table(machines)
      .split('\n')
      .map((line) => line.split(/ {2,}/).slice(0, 5)),
  ).toEqual([
    ['ENVIRONMENT', 'SLOT', 'HOST', 'NAME', 'ADDRESS'],
    ['dev', 'nodes/0', 'desk', 'small-dev-nodes-0', '10.1.0.16'],
    ['dev', 'nodes/1', 'desk', 'small-dev-nodes-1', '10.1.0.17'],
    ['prod', 'nodes/0', 'a', 'small-prod-nodes-0', '10.2.0.16'],
    ['prod', 'nodes/1', 'b', 'small-prod-nodes-1', '10.2.0.17'],
    [''],
  ]);
});

test('the Ansible inventory groups by environment and pool, and jumps through the host of a NAT network', () => {
  const inventory = parse(MACHINE_FORMATS.ansible(machines));
  expect(inventory.all.children.dev.children.dev__nodes.hosts['small-dev-nodes-0']).toEqual({
    ansible_host: '10.1.0.16',
    ansible_user: 'ops',
    ansible_ssh_common_args: '-J root@desk',
  });
  expect(inventory.all.children.prod.children.prod__nodes.hosts['small-prod-nodes-1']).toEqual({
    ansible_host: '10.2.0.17',
  });
});

test('the ssh_config has one block per machine', () => {
  expect(MACHINE_FORMATS['ssh-config'](machinesIn(record, 'dev'))).toBe(
    [
      'Host small-dev-nodes-0',
      '  HostName 10.1.0.16',
      '  User ops',
      '  ProxyJump root@desk',
      '',
      'Host small-dev-nodes-1',
      '  HostName 10.1.0.17',
      '  User ops',
      '  ProxyJump root@desk',
      '',
    ].join('\n'),
  );
});

test('the lines for /etc/hosts have every address, and the fully qualified name if there is one', () => {
  const [machine] = machinesIn(record, 'prod');
  if (machine === undefined) throw new Error('the fixture has a machine');
  const dual = { ...machine, address6: 'fd00::10', fqdn: 'small-prod-nodes-0.example.com' };
  expect(MACHINE_FORMATS.hosts([dual])).toBe(
    [
      '10.2.0.16  small-prod-nodes-0.example.com small-prod-nodes-0',
      'fd00::10   small-prod-nodes-0.example.com small-prod-nodes-0',
      '',
    ].join('\n'),
  );
});

test('the lines for /etc/hosts can be limited to one environment', () => {
  expect(MACHINE_FORMATS.hosts(machinesIn(record, 'prod'))).toBe(
    '10.2.0.16  small-prod-nodes-0\n10.2.0.17  small-prod-nodes-1\n',
  );
});
