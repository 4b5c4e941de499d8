import { blankImage, type ImageFile, inNetworkOf, namesOf, outputOf } from '../../lab';
import { type MachinesLab, machinesLab } from './support/machines-lab';
import { birthOf } from './support/markers';
import { type Declared, RollProject } from './support/roll-project';
import { whereMachinesRun } from './support/where-machines-run';

const MACHINES = ['roll-lab-nodes-0', 'roll-lab-nodes-1', 'roll-lab-nodes-2'];

let lab: MachinesLab;
let project: RollProject;
let old: ImageFile;
let newer: ImageFile;

// Blank machines boot nothing, so nothing is waited for; boot.test.ts does that.
const roll = (...args: string[]) => project.slipway(['roll', 'lab', 'nodes', '--no-wait', ...args]);

whereMachinesRun('the roll of a pool over two hosts, by its command', () => {
  lab = machinesLab();

  beforeAll(async () => {
    old = await blankImage(lab.home, { name: 'old', size: '8M' });
    newer = await blankImage(lab.home, { name: 'newer', size: '12M' });
    for (const host of [lab.a, lab.b]) {
      const [program, ...args] = inNetworkOf(host, ['ip', 'link', 'add', 'br0', 'type', 'bridge']);
      await outputOf(program, args, { timeoutMs: 10_000 });
    }
    project = new RollProject(lab, 'roll');
    declare({ image: old });
    expect((await project.slipway(['place', 'lab'])).code).toBe(0);
  });

  test('a pool that does not exist yet is created', async () => {
    const { code, stdout, stderr } = await roll();
    expect(`${String(code)}\n${stderr}`).toMatch(/^0\n[^]*wave 1: replacing 0, 1, 2\n/);
    expect(stdout).toContain('Rolled 0, 1, 2 of nodes.');
    expect(await running()).toEqual(MACHINES);
    await expectNothingLeft();
  });

  test('a new image in the environment replaces nothing by itself', async () => {
    declare({ image: newer });
    const { code, stdout } = await roll('--dry-run');
    expect([code, stdout]).toEqual([2, 'wave 1  0\nwave 2  1\nwave 3  2\n']);
    await expectNothingLeft();
  });

  test('killed during an apply, it continues from there, and every machine is replaced once', async () => {
    const before = births();
    const killed = await project.slipway(['roll', 'lab', 'nodes', '--no-wait'], {
      killAt: /wave 2[^]*libvirt_domain\.nodes-1: delete done/,
    });
    expect(killed.code).toBeNull();
    expect(pinned()).toEqual({ 'nodes/0': newer.digest, 'nodes/1': newer.digest, 'nodes/2': old.digest });
    await Promise.all(['a', 'b'].map((host) => project.recover(host)));
    const first = birthOf(lab.a, `${MACHINES[0] ?? ''}-root`);
    expect(first).not.toBe(before[0]);

    const { code, stdout, stderr } = await roll();
    expect([code, stderr]).toEqual([
      0,
      expect.stringMatching(/wave 1: replacing 1\n[^]*wave 2: replacing 2\n/),
    ]);
    expect(stdout).toContain('Rolled 1, 2 of nodes.\nCommit environments/lab/placement.json');

    expect(births()[0]).toBe(first);
    expect(Object.keys(project.placement().images ?? {})).toEqual([newer.digest]);
    expect(await running()).toEqual(MACHINES);
    await expectNothingLeft();
    const { stdout: nothing } = await roll();
    expect(nothing).toBe('Every machine of nodes is what the environment says.\n');
  });

  test('changes other than the image are rolled too, and data disks stay', async () => {
    declare({ image: newer, files: { '/etc/lab.txt': 'changed' } });
    const disks = births('data');
    const { code, stderr } = await roll('--max-unavailable', '2');
    expect([code, stderr]).toEqual([
      0,
      expect.stringMatching(/wave 1: replacing 0, 1\n[^]*wave 2: replacing 2\n/),
    ]);
    expect(births('data')).toEqual(disks);
    await expectNothingLeft();
  });

  test('a single wave of a network change leaves the other machines as they are', async () => {
    declare({ image: newer, files: { '/etc/lab.txt': 'changed' }, gateway: '10.78.0.2' });
    const before = births();
    const { code, stdout } = await roll('--wave-only');
    expect([code, stdout]).toEqual([
      0,
      expect.stringContaining('To go on with 1, 2: npx slipway roll lab nodes'),
    ]);
    expect(births().map((birth, slot) => birth === before[slot])).toEqual([false, true, true]);
  });
});

function declare({
  gateway = '10.78.0.1',
  ...changes
}: Partial<Declared> & { readonly gateway?: string }): void {
  project.declare({
    image: old,
    memoryMebibytes: 64,
    rootDiskMebibytes: 64,
    slots: 3,
    hosts: ['a', 'b'],
    network: {
      kind: 'bridged',
      props: { bridge: 'br0', cidr: '10.78.0.0/24', gateway, dns: [gateway] },
      addresses: '10.78.0.16/28',
    },
    ...changes,
  });
}

function pinned() {
  return project.placement().pins;
}

/** What tells the disks of the slots from others of the same name. */
function births(disk = 'root'): readonly string[] {
  const { slots } = project.placement();
  return MACHINES.map((name, slot) => {
    const host = slots[`nodes/${slot}`] === 'a' ? lab.a : lab.b;
    return birthOf(host, `${name}-${disk}`);
  });
}

async function running(): Promise<readonly string[]> {
  const names = await Promise.all([lab.a, lab.b].map((host) => namesOf(host, 'list', '--name')));
  return names.flat().sort();
}

async function expectNothingLeft(): Promise<void> {
  expect([await project.left('a'), await project.left('b')]).toEqual([{}, {}]);
}
