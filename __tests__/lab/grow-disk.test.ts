import { EXIT } from '../../cli';
import { blankImage, cutPower, type ImageFile, virsh } from '../../lab';
import { bridge, ComposedProject, type Machines } from './support/composed-project';
import { emptyHosts, type MachinesLab, machinesLab, switchOn } from './support/machines-lab';
import { birthOf, expectMark, mark } from './support/markers';
import { whereMachinesRun } from './support/where-machines-run';

const MEBIBYTE = 2 ** 20;
const [running, off] = ['box-dev-nodes-0', 'box-dev-nodes-1'];

let lab: MachinesLab;
let image: ImageFile;

whereMachinesRun('growing data disks', () => {
  lab = machinesLab();
  afterEach(() => emptyHosts(lab));
  beforeAll(async () => {
    image = await blankImage(lab.home);
    await bridge(lab.a);
  });

  const machines = (diskMebibytes: number): Machines => ({ hosts: [lab.a], image, slots: 2, diskMebibytes });

  test('grow with their data, under running and stopped machines, and Terraform sees no change', async () => {
    const project = new ComposedProject(lab);
    await project.slipway(machines(16), 'place', 'dev');
    await project.synth(machines(16))(lab.a).apply();
    for (const name of [running, off]) await mark(lab.a, name, `${name}-data`);
    const births = [running, off].map((name) => birthOf(lab.a, `${name}-data`));
    await virsh(lab.a, 'destroy', off);

    const looked = await project.slipway(machines(32), 'grow', 'dev', '--dry-run');
    expect(looked.code).toBe(EXIT.changes);
    expect(looked.stdout).toMatch(/^to grow +nodes\/0\/data +16Mi → 32Mi +\(a\)$/m);
    expect(await sizes()).toEqual([16, 16]);

    const grown = await project.slipway(machines(32), 'grow', 'dev');
    expect(grown.code).toBe(EXIT.done);
    expect(grown.stdout).toMatch(
      /^ +box-dev-nodes-0 \(10\.78\.0\.16\): sudo resize2fs \/dev\/disk\/by-id\/wwn-0x/m,
    );
    expect(await sizes()).toEqual([32, 32]);
    // What the machine itself is shown, and not only the file.
    expect(await virsh(lab.a, 'domblkinfo', running, 'sda')).toMatch(/^Capacity: +33554432$/m);

    await virsh(lab.a, 'start', off);
    for (const name of [running, off]) await expectMark(lab.a, `${name}-data`);
    expect([running, off].map((name) => birthOf(lab.a, `${name}-data`))).toEqual(births);
    expect(await project.synth(machines(32))(lab.a).plan()).toEqual({});

    const again = await project.slipway(machines(32), 'grow', 'dev', '--json');
    expect(JSON.parse(again.stdout)).toMatchObject({
      disks: [
        { disk: 'nodes/0/data', host: 'a', action: 'unchanged', foundBytes: 32 * MEBIBYTE },
        { disk: 'nodes/1/data', action: 'unchanged' },
      ],
    });
  });

  test('one can be grown alone; none is shrunk; one that does not exist yet is skipped', async () => {
    const project = new ComposedProject(lab);
    await project.slipway(machines(16), 'place', 'dev');
    expect((await project.slipway(machines(16), 'grow', 'dev')).stdout).toMatch(/^absent +nodes\/0\/data/m);
    await project.synth(machines(16))(lab.a).apply();

    expect((await project.slipway(machines(24), 'grow', 'dev', 'nodes/1')).code).toBe(EXIT.done);
    expect(await sizes()).toEqual([16, 24]);

    const less = await project.slipway(machines(20), 'grow', 'dev');
    expect(less.code).toBe(EXIT.failed);
    expect(less.output).toContain('must be no less than nodes/1/data has on a, which is 24Mi, but is 20Mi');
    expect(await sizes()).toEqual([16, 24]);
  });

  test('a host that does not answer is named, and nothing is grown', async () => {
    const project = new ComposedProject(lab);
    await project.slipway(machines(16), 'place', 'dev');
    await cutPower(lab.a);
    const { code, output } = await project.slipway(machines(16), 'grow', 'dev');
    expect(code).toBe(EXIT.failed);
    expect(output).toMatch(/^a: cannot look at box-dev-nodes-0-data: .*failed to connect/ms);
    await switchOn(lab.a);
    await bridge(lab.a);
  });
});

async function sizes(): Promise<readonly number[]> {
  const infos = await Promise.all(
    [running, off].map((name) => virsh(lab.a, 'vol-info', '--bytes', '--pool', 'default', `${name}-data`)),
  );
  return infos.map((info) => Number(/^Capacity:\s+(\d+)/m.exec(info)?.[1]) / MEBIBYTE);
}
