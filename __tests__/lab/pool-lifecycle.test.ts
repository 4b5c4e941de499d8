import { machineImage, type MachineImage, Size, VmPool, type VmPoolProps } from 'slipway';
import { blankImage, namesOf, virsh } from '../../lab';
import { emptyHosts, type Fill, LabProject, type MachinesLab, machinesLab } from './support/machines-lab';
import { birthOf, expectMark, mark } from './support/markers';
import { whereMachinesRun } from './support/where-machines-run';

let lab: MachinesLab;
let image: MachineImage;
let newer: MachineImage;

whereMachinesRun('the life of a pool on real hosts', () => {
  lab = machinesLab();
  afterEach(() => emptyHosts(lab));

  beforeAll(async () => {
    image = await blank('blank', '8M');
    newer = await blank('newer', '12M');
  });

  test('a renamed pool moves in the state, twice in a row, and nothing is created or changed', async () => {
    const project = new LabProject(lab);
    await project.synth({ only: [lab.a, pool(project, 'nodes', { slots: 2 })] }).only.apply();

    const once = pool(project, 'workers', { slots: 2, formerly: 'nodes' });
    expect(await project.synth({ only: [lab.a, once] }).only.apply()).toEqual({});

    const twice = pool(project, 'machines', { slots: 3, formerly: ['nodes', 'workers'] });
    const done = await project.synth({ only: [lab.a, twice] }).only.apply();
    expect(Object.values(done)).toEqual(Array(5).fill('create'));
    expect(Object.keys(done)).toContain('libvirt_domain.machines-2');
    expect(await namesOf(lab.a, 'list', '--name')).toEqual(named(project, '0', '1', '2'));
  });

  test('two renames at once, starting from the first name', async () => {
    const project = new LabProject(lab);
    await project.synth({ only: [lab.a, pool(project, 'nodes', { slots: 1 })] }).only.apply();
    const twice = pool(project, 'machines', { slots: 1, formerly: ['nodes', 'workers'] });
    expect(await project.synth({ only: [lab.a, twice] }).only.apply()).toEqual({});
  });

  test('a roll replaces the slots whose pin changes, and no other', async () => {
    const project = new LabProject(lab);
    const pinned = (...ahead: string[]) =>
      project.synth({
        only: [
          lab.a,
          pool(project, 'nodes', {
            slots: ['0', '1', '2'].map((key) => (ahead.includes(key) ? { key, image: newer } : { key })),
          }),
        ],
      }).only;
    await pinned().apply();

    expect(await pinned('1').apply()).toEqual({ ...replaced('1'), [base(newer)]: 'create' });
    expect(await pinned('1', '0').apply()).toEqual(replaced('0'));
    expect(await pinned('0', '1', '2').apply()).toEqual({ ...replaced('2'), [base(image)]: 'delete' });
  });

  test('a retired slot keeps its data in the stack, and has it again when it is reactivated', async () => {
    const project = new LabProject(lab);
    const [, second = ''] = named(project, '0', '1');
    const whole = pool(project, 'nodes', { slots: ['0', '1'], protect: true });
    await project.synth({ only: [lab.a, whole] }).only.apply();
    await mark(lab.a, second, `${second}-data`);
    const birth = birthOf(lab.a, `${second}-data`);

    const retired = pool(project, 'nodes', { slots: ['0'], retired: { '1': 'keep' }, protect: true });
    expect(await project.synth({ only: [lab.a, retired] }).only.apply()).toEqual(machine('delete', '1'));

    const back = project.synth({ only: [lab.a, whole] }).only;
    expect(await back.apply()).toEqual(machine('create', '1'));
    expect(birthOf(lab.a, `${second}-data`)).toBe(birth);
    await expectMark(lab.a, `${second}-data`);
  });

  test('a forgotten slot leaves its data on the host, a destroyed one does not', async () => {
    const project = new LabProject(lab);
    const [first = '', second = ''] = named(project, '0', '1');
    await project.synth({ only: [lab.a, pool(project, 'nodes', { slots: 3, protect: true })] }).only.apply();
    await mark(lab.a, second, `${second}-data`);

    const retired = { '1': 'forget', '0': 'destroy' } as const;
    const { only } = project.synth({
      only: [lab.a, pool(project, 'nodes', { slots: ['2'], retired, protect: true })],
    });
    const done = await only.apply();
    expect(done).toEqual({
      ...machine('delete', '0'),
      ...machine('delete', '1'),
      'libvirt_volume.nodes-0-data': 'delete',
      'libvirt_volume.nodes-1-data': 'forget',
    });

    await virsh(lab.a, 'pool-refresh', 'default');
    const volumes = await virsh(lab.a, 'vol-list', 'default');
    expect(volumes).toContain(`${second}-data`);
    expect(volumes).not.toContain(`${first}-data`);
    await expectMark(lab.a, `${second}-data`);
  });

  test('a retired disk is detached from its machines, and is kept', async () => {
    const project = new LabProject(lab);
    const [first = ''] = named(project, '0');
    await project.synth({ only: [lab.a, pool(project, 'nodes', { slots: 1, protect: true })] }).only.apply();
    const birth = birthOf(lab.a, `${first}-data`);

    const disks = { data: { size: Size.mebibytes(16), retired: 'keep' as const } };
    const { only } = project.synth({
      only: [lab.a, pool(project, 'nodes', { slots: 1, disks, protect: true })],
    });
    expect(await only.apply()).toEqual({ 'libvirt_domain.nodes-0': 'replace' });
    expect(birthOf(lab.a, `${first}-data`)).toBe(birth);
  });

  /** A pool of machines that start nothing: small, with one data disk each. */
});

function pool(
  project: LabProject,
  name: string,
  props: Partial<VmPoolProps> & Pick<VmPoolProps, 'slots'>,
): Fill {
  return (stack, network) => {
    new VmPool(stack, name, {
      identity: project.identity,
      cpu: 1,
      memory: Size.mebibytes(64),
      image,
      rootDisk: Size.mebibytes(64),
      disks: { data: { size: Size.mebibytes(16) } },
      network,
      addresses: `${project.net}.16/28`,
      emulated: true,
      ...props,
    });
  };
}

async function blank(name: string, size: string): Promise<MachineImage> {
  const { path, digest } = await blankImage(lab.home, { name, size });
  return machineImage({ name, source: path, digest, architecture: 'amd64' });
}

function named(project: LabProject, ...keys: readonly string[]): readonly string[] {
  return keys.map((key) => `${project.identity.replace('/', '-')}-nodes-${key}`);
}

function replaced(key: string): Record<string, string> {
  return machine('replace', key);
}

function machine(action: string, key: string): Record<string, string> {
  return {
    [`terraform_data.nodes-${key}`]: action,
    [`libvirt_volume.nodes-${key}-root`]: action,
    [`libvirt_cloudinit_disk.nodes-${key}`]: action,
    [`libvirt_domain.nodes-${key}`]: action,
  };
}

function base({ digest }: MachineImage): string {
  return `libvirt_volume.nodes-base-${digest.slice('sha256:'.length, 'sha256:'.length + 12)}`;
}
