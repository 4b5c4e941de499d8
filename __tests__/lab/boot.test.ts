import { machineImage, Size, slotIdentity, VmPool } from 'slipway';
import {
  type Changes,
  type ImageFile,
  type KeyPair,
  keyPair,
  type Login,
  onMachine,
  untilSsh,
} from '../../lab';
import { debianImage, FIRST_BUILD_LIMIT_MS } from './support/debian-image';
import { type Fill, LabProject, type MachinesLab, machinesLab } from './support/machines-lab';
import { whereMachinesRun } from './support/where-machines-run';

/** Emulated; alone on two cores it takes a good minute. */
const BOOT_LIMIT_MS = 1_500_000;

/** Terraform and the shell both have their own idea of what this means. */
const TEXT = 'a ${x} and %{ if true } and $HOME and "quoted" \\ here';

/** One is mounted inside the other. By the order of names the inner one would be first, and hidden by the outer one. */
const DISKS = {
  archive: { size: Size.mebibytes(96), mountPath: '/var/lib/data/archive' },
  data: { size: Size.mebibytes(64), mountPath: '/var/lib/data' },
};

let lab: MachinesLab;
let project: LabProject;
let image: ImageFile;
let keys: KeyPair;

whereMachinesRun('a machine of a pool', () => {
  lab = machinesLab();

  beforeAll(async () => {
    image = await debianImage();
    keys = await keyPair(lab.home);
    project = new LabProject(lab);
  }, FIRST_BUILD_LIMIT_MS);

  test(
    'it boots and is what the pool says: name, user, root disk, text of a file',
    async () => {
      await apply(TEXT);
      await firstBoot();

      expect(await on('hostname')).toBe('lab-t1-nodes-0');
      expect(await on('id -un; sudo -n id -un')).toBe('ops\nroot');
      expect(await on('cat /etc/lab.txt')).toBe(TEXT);
      expect(Number(await on('df --output=size -B1M / | tail -n 1'))).toBeGreaterThan(2_500);
    },
    2 * BOOT_LIMIT_MS,
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
      { identity: project.identity, pool: 'nodes', addresses: `${project.net}.16/28` },
      { key: '0' },
    );
    const names = (await on('ls /sys/class/net')).split(/\s+/).filter((name) => name !== 'lo');
    // The image has its kernel leave interfaces their plain names.
    expect(names).toEqual(['eth0']);

    expect(await on('cat /sys/class/net/eth0/address')).toBe(mac);
    expect(await on('ip -brief -4 address show dev eth0')).toMatch(new RegExp(`UP +${address}/24 *$`));
    expect(await on('ip -4 route show default')).toContain(`default via ${project.net}.1 dev eth0`);
    expect((await on('cat /run/systemd/netif/state')).split('\n')).toContain(`DNS=${project.net}.1`);
  });

  test(
    'replaced, it finds on its data disks what the one before it wrote',
    async () => {
      await on('echo kept | sudo tee /var/lib/data/kept /var/lib/data/archive/kept && sync');

      expect(await apply('changed')).toMatchObject({ 'libvirt_domain.nodes-0': 'replace' });
      await firstBoot();

      expect(await on('cat /etc/lab.txt')).toBe('changed');
      expect(await on('cat /var/lib/data/kept /var/lib/data/archive/kept')).toBe('kept\nkept');
    },
    2 * BOOT_LIMIT_MS,
  );
});

function apply(text: string): Promise<Changes> {
  return project.synth({ only: [lab.a, pool(text)] }).only.apply();
}

function login(): Login {
  return { ...keys, host: lab.a, machine: 'lab-t1-nodes-0', address: '10.77.1.16', user: 'ops' };
}

/** Waits until the machine's first boot is over; nothing in it may have failed. */
async function firstBoot(): Promise<void> {
  await untilSsh(login(), BOOT_LIMIT_MS);
  expect(await onMachine(login(), 'cloud-init status --wait', BOOT_LIMIT_MS)).toMatch(/status: done/);
}

function on(line: string): Promise<string> {
  return onMachine(login(), line);
}

function pool(text: string): Fill {
  return (stack, network) => {
    new VmPool(stack, 'nodes', {
      identity: project.identity,
      slots: 1,
      cpu: 2,
      memory: Size.mebibytes(512),
      image: machineImage({
        name: 'debian-12',
        source: image.path,
        digest: image.digest,
        architecture: 'amd64',
      }),
      rootDisk: Size.gibibytes(3),
      disks: DISKS,
      network,
      addresses: `${project.net}.16/28`,
      emulated: true,
      cloudInit: {
        users: [{ name: 'ops', sshKeys: [keys.publicKey], sudo: true }],
        files: {
          '/etc/lab.txt': { content: text },
          '/var/lib/data/archive/lab.txt': { content: 'archived' },
        },
      },
    });
  };
}
