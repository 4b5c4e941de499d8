import { machineImage, type MachineImage, Size, VmPool, type VmPoolProps } from 'slipway';
import { blankImage, type Changes, cutPower, type Host, namesOf } from '../../lab';
import type { PlannedAction } from '../../operations/deployment';
import {
  type Fill,
  LabProject,
  type MachinesLab,
  machinesLab,
  emptyHosts,
  switchOn,
} from './support/machines-lab';
import { birthOf, expectMark, mark } from './support/markers';
import { whereMachinesRun } from './support/where-machines-run';

/** When a plan that hangs would be ended (lab/terraform/settings.ts), less a little. */
const SILENCE_LIMIT_MS = 150_000;

let lab: MachinesLab;
let image: MachineImage;

whereMachinesRun('a pool on real hosts', () => {
  lab = machinesLab();
  afterEach(() => emptyHosts(lab));

  beforeAll(async () => {
    image = await blank('blank');
  });

  test('a pool grows by one: exactly that machine is created', async () => {
    const project = new LabProject(lab);
    await project.synth({ only: [lab.a, pool(project, { slots: 2 })] }).only.apply();

    const { only } = project.synth({ only: [lab.a, pool(project, { slots: 3 })] });

    expect(await only.apply()).toEqual(all('create', '2'));
    expect(await machinesOn(lab.a)).toEqual(named(project, '0', '1', '2'));
  });

  test('the middle machine is removed, and nothing else changes', async () => {
    const project = new LabProject(lab);
    await project.synth({ only: [lab.a, pool(project, { slots: 3 })] }).only.apply();

    const { only } = project.synth({ only: [lab.a, pool(project, { slots: ['0', '2'] })] });

    expect(await only.apply()).toEqual(all('delete', '1'));
    expect(await machinesOn(lab.a)).toEqual(named(project, '0', '2'));
  });

  test('machines are replaced for changed cloud-init, address or image, and their data disks stay', async () => {
    const project = new LabProject(lab);
    const [first = ''] = named(project, '0');
    await project.synth({ only: [lab.a, pool(project, { slots: 2 })] }).only.apply();
    await mark(lab.a, first, `${first}-data`);
    const birth = birthOf(lab.a, `${first}-data`);

    const cloudInit = { commands: ['echo ${HOME} 100%{x}'] };
    const { only: told } = project.synth({ only: [lab.a, pool(project, { slots: 2, cloudInit })] });
    expect(await told.apply()).toEqual({ ...replaced('0'), ...replaced('1') });

    const moved = [{ key: '0', address: `${project.net}.25` }, '1'];
    const { only: readdressed } = project.synth({
      only: [lab.a, pool(project, { slots: moved, cloudInit })],
    });
    expect(await readdressed.apply()).toEqual(replaced('0'));

    const newer = await blank('newer', '12M');
    const { only: rebased } = project.synth({
      only: [lab.a, pool(project, { slots: moved, cloudInit, image: newer })],
    });
    expect(await rebased.apply()).toEqual({
      ...replaced('0'),
      ...replaced('1'),
      [base(image)]: 'delete',
      [base(newer)]: 'create',
    });

    expect(birthOf(lab.a, `${first}-data`)).toBe(birth);
    await expectMark(lab.a, `${first}-data`);
  });

  test('a slot moves to another host: it is removed from one and created on the other', async () => {
    const project = new LabProject(lab);
    const stacks = (onA: readonly string[], onB: readonly string[]) =>
      project.synth({
        a: [lab.a, pool(project, { slots: onA })],
        b: [lab.b, pool(project, { slots: onB })],
      });
    const before = stacks(['0', '1'], ['2']);
    await Promise.all([before.a.apply(), before.b.apply()]);

    const { a, b } = stacks(['0'], ['1', '2']);

    expect(await a.apply()).toEqual(all('delete', '1'));
    expect(await b.apply()).toEqual(all('create', '1'));
    expect(await machinesOn(lab.a)).toEqual(named(project, '0'));
    expect(await machinesOn(lab.b)).toEqual(named(project, '1', '2'));
  });

  test('a host is lost: its stack reports it, the other continues, and its machines return with the host', async () => {
    const project = new LabProject(lab);
    const stacks = (onB: number) =>
      project.synth({
        a: [lab.a, pool(project, { slots: ['0'] })],
        b: [lab.b, pool(project, { slots: Array.from({ length: onB }, (_, index) => String(index + 1)) })],
      });
    const before = stacks(1);
    await Promise.all([before.a.apply(), before.b.apply()]);

    await cutPower(lab.a);
    const { a, b } = stacks(2);
    const began = Date.now();
    await expect(a.plan()).rejects.toThrow(/failed to connect|failed to dial|connection refused/i);
    expect(Date.now() - began).toBeLessThan(SILENCE_LIMIT_MS);
    expect(await b.apply()).toEqual(all('create', '2'));

    await switchOn(lab.a);
    expect(await machinesOn(lab.a)).toEqual(named(project, '0'));
    expect(await a.plan()).toEqual({});
  });

  test('a protected pool is not destroyed', async () => {
    const project = new LabProject(lab);
    const { only } = project.synth({ only: [lab.a, pool(project, { slots: 1, protect: true })] });
    await only.apply();

    await expect(only.plan({ destroy: true })).rejects.toThrow(
      /libvirt_volume\.nodes-0-data has\s+lifecycle\.prevent_destroy/,
    );
    expect(await machinesOn(lab.a)).toEqual(named(project, '0'));
  });

  test.each([
    ['its images are copied', /libvirt_volume\.\S+: Creating/],
    ['its network is made', /libvirt_network\.lan: Creating/],
    ['its machines are made', /libvirt_domain\.\S+: Creating/],
  ])('an apply that is killed while %s can be continued', async (_, printed) => {
    const project = new LabProject(lab);
    const { only } = project.synth({ only: [lab.a, pool(project, { slots: 2 })] });

    await only.applyUntil(printed);
    await only.apply();

    expect(await machinesOn(lab.a)).toEqual(named(project, '0', '1'));
  });
});

/** A pool of machines that start nothing: small, with one data disk each. */
function pool(project: LabProject, props: Partial<VmPoolProps> & Pick<VmPoolProps, 'slots'>): Fill {
  return (stack, network) => {
    new VmPool(stack, 'nodes', {
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

async function blank(name: string, size = '8M'): Promise<MachineImage> {
  const { path, digest } = await blankImage(lab.home, { name, size });
  return machineImage({ name, source: path, digest, architecture: 'amd64' });
}

function machinesOn(host: Host): Promise<readonly string[]> {
  return namesOf(host, 'list', '--name');
}

function named(project: LabProject, ...keys: readonly string[]): readonly string[] {
  return keys.map((key) => `${project.identity.replace('/', '-')}-nodes-${key}`);
}

/** One action to all that is a machine's. */
function all(action: PlannedAction, key: string): Changes {
  return { ...machine(action, key), [`libvirt_volume.nodes-${key}-data`]: action };
}

/** A machine on a fresh root disk, with its data disk as it was. */
function replaced(key: string): Changes {
  return machine('replace', key);
}

function machine(action: PlannedAction, key: string): Changes {
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
