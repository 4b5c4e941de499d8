import { type ImageFile, inNetworkOf, type KeyPair, keyPair, type Login, onMachine } from '../../lab';
import { debianImage, FIRST_BUILD_LIMIT_MS } from './support/debian-image';
import { type MachinesLab, machinesLab } from './support/machines-lab';
import { RollProject } from './support/roll-project';
import { whereMachinesRun } from './support/where-machines-run';

/** Emulated; alone on two cores it takes a good minute. */
const BOOT_LIMIT_S = 1_500;

let lab: MachinesLab;
let project: RollProject;
let image: ImageFile;
let keys: KeyPair;

whereMachinesRun('a roll of a machine that boots', () => {
  lab = machinesLab();

  beforeAll(async () => {
    image = await debianImage();
    keys = await keyPair(lab.home);
    project = new RollProject(lab, 'boot');
    declare('before');
    await project.succeed(['place', 'lab']);
  }, FIRST_BUILD_LIMIT_MS);

  test(
    'it waits for the first boot of the machine that it made, and of the one that took its place',
    async () => {
      expect(await roll()).toContain('Rolled 0 of nodes.');
      expect(await on('cloud-init status; cat /etc/lab.txt')).toBe('status: done\nbefore');
      const instance = await on('cat /var/lib/cloud/data/instance-id');

      declare('after');
      expect(await roll()).toContain('Rolled 0 of nodes.');
      expect(await on('cloud-init status; cat /etc/lab.txt')).toBe('status: done\nafter');
      expect(await on('cat /var/lib/cloud/data/instance-id')).not.toBe(instance);

      // Now it looks, and finds the machine up.
      expect(await roll()).toBe('Every machine of nodes is what the environment says.\n');
    },
    2_000 * (BOOT_LIMIT_S + 100),
  );
});

function roll(): Promise<string> {
  const ssh = [
    'ssh',
    '-F',
    '/dev/null',
    '-i',
    keys.key,
    '-o',
    'IdentitiesOnly=yes',
    '-o',
    'IdentityAgent=none',
  ];
  const args = [
    'roll',
    'lab',
    'nodes',
    '--ssh',
    inNetworkOf(lab.a, ssh).join(' '),
    '--timeout',
    String(BOOT_LIMIT_S),
  ];
  return project.succeed(args, { limitMs: 1_000 * (BOOT_LIMIT_S + 60) });
}

function declare(text: string): void {
  project.declare({
    image,
    text,
    key: keys.publicKey,
    memoryMebibytes: 512,
    rootDiskMebibytes: 3_072,
    slots: 1,
    hosts: ['a'],
    network: { kind: 'nat', props: { cidr: '10.79.0.0/24' }, addresses: '10.79.0.16/28' },
  });
}

function on(line: string): Promise<string> {
  const login: Login = {
    ...keys,
    host: lab.a,
    machine: 'roll-lab-nodes-0',
    address: '10.79.0.16',
    user: 'ops',
  };
  return onMachine(login, line);
}
