import { slotIdentity } from 'slipway';
import { type ImageFile, inNetworkOf, type KeyPair, keyPair, type Login, onMachine } from '../../lab';
import { debianImage, FIRST_BUILD_LIMIT_MS } from './support/debian-image';
import { type MachinesLab, machinesLab } from './support/machines-lab';
import { RollProject } from './support/roll-project';
import { whereMachinesRun } from './support/where-machines-run';

/** Emulated; alone on two cores it takes a good minute. */
const BOOT_LIMIT_S = 1_500;

/** Terraform and the shell both have their own idea of what this means. */
const TEXT = 'a ${x} and %{ if true } and $HOME and "quoted" \\ here';

const ADDRESSES = '10.79.0.16/28';

/** One is mounted inside the other. By the order of names the inner one would be first, and hidden by the outer one. */
const DISKS = {
  archive: { mebibytes: 96, mountPath: '/var/lib/data/archive' },
  data: { mebibytes: 64, mountPath: '/var/lib/data' },
};

let lab: MachinesLab;
let project: RollProject;
let image: ImageFile;
let keys: KeyPair;

whereMachinesRun('a machine of a pool that is rolled', () => {
  lab = machinesLab();

  beforeAll(async () => {
    image = await debianImage();
    keys = await keyPair(lab.home);
    project = new RollProject(lab, 'boot');
    declare(TEXT);
    await project.succeed(['place', 'lab']);
  }, FIRST_BUILD_LIMIT_MS);

  test(
    'its first boot is waited for, and it is what the pool says: name, user, root disk, text of a file',
    async () => {
      expect(await roll()).toContain('Rolled 0 of nodes.');

      expect(await on('cloud-init status')).toBe('status: done');
      expect(await on('hostname')).toBe('roll-lab-nodes-0');
      expect(await on('id -un; sudo -n id -un')).toBe('ops\nroot');
      expect(await on('cat /etc/lab.txt')).toBe(TEXT);
      expect(Number(await on('df --output=size -B1M / | tail -n 1'))).toBeGreaterThan(2_500);
    },
    1_000 * (BOOT_LIMIT_S + 100),
  );

  test('one disk is mounted inside the other, and a file below both is on the inner one', async () => {
    const outer = await on('findmnt --noheadings --output SOURCE /var/lib/data');
    const inner = await on('findmnt --noheadings --output SOURCE /var/lib/data/archive');

    const diskOf = (source: string) =>
      on(`lsblk --noheadings --nodeps --output SIZE,FSTYPE ${source} | xargs`);
    expect(await diskOf(outer)).toBe('64M ext4');
    expect(await diskOf(inner)).toBe('96M ext4');
    expect(await on('cat /var/lib/data/archive/lab.txt')).toBe('archived');
    // What each disk holds by itself: nothing lies hidden in the folder that the inner one covers.
    const filesOn = (disk: string) =>
      on(
        `sudo mount --mkdir ${disk} /mnt/disk && cd /mnt/disk && sudo find . -name lab.txt; cd / && sudo umount /mnt/disk`,
      );
    expect(await filesOn(inner)).toBe('./lab.txt');
    expect(await filesOn(outer)).toBe('');
  });

  test('its interface has the name that the system gave it, and the addresses of its slot', async () => {
    const { mac, address } = slotIdentity(
      { identity: 'roll/lab', pool: 'nodes', addresses: ADDRESSES },
      { key: '0' },
    );
    const names = (await on('ls /sys/class/net')).split(/\s+/).filter((name) => name !== 'lo');
    // The image has its kernel leave interfaces their plain names.
    expect(names).toEqual(['eth0']);

    expect(await on('cat /sys/class/net/eth0/address')).toBe(mac);
    expect(await on('ip -brief -4 address show dev eth0')).toMatch(new RegExp(`UP +${address}/24 *$`));
    expect(await on('ip -4 route show default')).toContain('default via 10.79.0.1 dev eth0');
    expect((await on('cat /run/systemd/netif/state')).split('\n')).toContain('DNS=10.79.0.1');
  });

  test(
    'the machine that takes its place is waited for, and finds on its data disks what was written there',
    async () => {
      const instance = await on('cat /var/lib/cloud/data/instance-id');
      await on('echo kept | sudo tee /var/lib/data/kept /var/lib/data/archive/kept && sync');

      declare('changed');
      expect(await roll()).toContain('Rolled 0 of nodes.');

      expect(await on('cloud-init status; cat /etc/lab.txt')).toBe('status: done\nchanged');
      expect(await on('cat /var/lib/cloud/data/instance-id')).not.toBe(instance);
      expect(await on('cat /var/lib/data/kept /var/lib/data/archive/kept')).toBe('kept\nkept');
      // Now it looks, and finds the machine up.
      expect(await roll()).toBe('Every machine of nodes is what the environment says.\n');
      expect(await project.left('a')).toEqual({});
    },
    1_000 * (BOOT_LIMIT_S + 100),
  );
});

function roll(): Promise<string> {
  const options = ['-F', '/dev/null', '-i', keys.key, '-o', 'IdentitiesOnly=yes', '-o', 'IdentityAgent=none'];
  const ssh = inNetworkOf(lab.a, ['ssh', ...options]).join(' ');
  const args = ['roll', 'lab', 'nodes', '--ssh', ssh, '--timeout', String(BOOT_LIMIT_S)];
  return project.succeed(args, { limitMs: 1_000 * (BOOT_LIMIT_S + 60) });
}

function declare(text: string): void {
  project.declare({
    image,
    files: { '/etc/lab.txt': text, '/var/lib/data/archive/lab.txt': 'archived' },
    disks: DISKS,
    key: keys.publicKey,
    memoryMebibytes: 512,
    rootDiskMebibytes: 3_072,
    slots: 1,
    hosts: ['a'],
    network: { kind: 'nat', props: { cidr: '10.79.0.0/24' }, addresses: ADDRESSES },
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
