import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import {
  answers,
  buildGoProgram,
  type ImageFile,
  libvirtProvider,
  namesOf,
  type ProgramOutcome,
  outputOf,
  providersIn,
  until,
} from '../../lab';
import { digestOf } from '../../lab/image/blank-image';
import { bridge, ComposedProject } from './support/composed-project';
import { mortalLibvirtd, mountPool, poolPath, resizePool } from './support/host-pool';
import { machinesLab } from './support/machines-lab';
import { killAll, processesIn } from './support/processes-in';
import { randomImage } from './support/random-image';
import { whereMachinesRun } from './support/where-machines-run';

// What breaks at a host while machines are deployed to it: each time a clear word, nothing that was made in part is taken for
// good, and a next deploy that gets there. Each test goes on where the one before it ended.

const IMAGE_MEBIBYTES = 96;

whereMachinesRun('faults of a host', () => {
  const lab = machinesLab();
  let project: ComposedProject;
  let image: ImageFile;

  beforeAll(async () => {
    project = new ComposedProject(lab);
    image = await randomImage(lab.home, IMAGE_MEBIBYTES);
    await bridge(lab.a);
    await mountPool(lab.a, IMAGE_MEBIBYTES / 2);
  });
  afterAll(() => {
    // A test that failed may have left a Terraform that waits for ever.
    killAll(processesIn(join(project.root, 'cdktf.out', 'stacks', 'dev-machines-a')));
  });

  /** Runs a command of Slipway on the machines of the environment, of which there are to be so many. */
  function slipway(slots: number, ...args: readonly string[]): Promise<ProgramOutcome> {
    const machines = { hosts: [lab.a], image, slots, diskMebibytes: 8, rootMebibytes: IMAGE_MEBIBYTES };
    return project.slipway(machines, ...args);
  }
  const providers = () => ['--plugin-dir', providersIn(buildGoProgram(libvirtProvider))];
  const deploy = (slots: number) => slipway(slots, 'deploy', 'dev', 'machines', ...providers());

  /** The image on the host, as far as it has arrived. */
  function uploaded(): string | undefined {
    const name = readdirSync(poolPath(lab.a, '')).find((it) => it.startsWith('box-dev-nodes-base-'));
    return name === undefined ? undefined : poolPath(lab.a, name);
  }

  async function expectNothingToDo(slots: number): Promise<void> {
    expect((await deploy(slots)).stdout).toMatch(/^dev-machines-a +nothing to do/m);
  }

  test('a full storage pool is named with the space that is needed, and the next deploy continues once there is space', async () => {
    await slipway(1, 'place', 'dev');
    const { code, stdout } = await deploy(1);

    expect(code).toBe(1);
    const size = Math.ceil(statSync(image.path).size / 1024 ** 2);
    expect(stdout).toMatch(
      new RegExp(
        `The storage pool default of dev-machines-a is full: box-dev-nodes-base-\\w+ .* needs ${size} MiB`,
      ),
    );
    expect(stdout).toMatch(/→ See what is free: virsh .*pool-info default/);

    await resizePool(lab.a, 4 * IMAGE_MEBIBYTES);
    expect((await deploy(1)).code).toBe(0);
    expect(digestOf(uploaded() ?? '')).toBe(image.digest);
    await expectNothingToDo(1);
  });

  test('a libvirtd that is killed during an image upload does not block a deploy for ever', async () => {
    expect((await slipway(1, 'destroy', 'dev', 'machines', '--data', ...providers())).code).toBe(0);
    const kill = await mortalLibvirtd(lab.a);
    const deploying = deploy(1);
    await until(
      'an upload',
      () => {
        const path = uploaded();
        const isBegun = path !== undefined && statSync(path).size > 8 * 1024 ** 2;
        if (isBegun) kill();
        return Promise.resolve(isBegun ? true : undefined);
      },
      { timeoutMs: 180_000, everyMs: 2 },
    );
    const { code, output } = await deploying;

    expect(output).toMatch(/hung on an upload|The hypervisor does not answer/);
    if (code !== 0) expect((await deploy(1)).code).toBe(0);
    expect(digestOf(uploaded() ?? '')).toBe(image.digest);
    await expectNothingToDo(1);
  });

  test('a libvirtd that is killed while it starts a machine leaves one that the next deploy names, to be imported', async () => {
    await slipway(2, 'place', 'dev');
    const kill = await mortalLibvirtd(lab.a);
    const deploying = deploy(2);
    await until(
      'the start of a machine',
      () => {
        const isBegun = existsSync(join(lab.a.folder, 'log', 'qemu', 'box-dev-nodes-1.log'));
        if (isBegun) kill();
        return Promise.resolve(isBegun ? true : undefined);
      },
      { timeoutMs: 180_000, everyMs: 2 },
    );
    const { code, stdout } = await deploying;
    expect(code).toBe(1);
    expect(stdout).toContain('The hypervisor does not answer.\n→ If it comes back, deploy again');
    await until('libvirtd', async () => ((await answers(lab.a)) ? true : undefined), { timeoutMs: 120_000 });

    const left = await deploy(2);
    expect(left.code).toBe(1);
    expect(left.stdout).toContain(
      'The machine box-dev-nodes-1 is on its host already, and not in this state',
    );
    const [, takeOver = 'false'] = /→ Import it: (.*)$/m.exec(left.stdout) ?? [];
    await outputOf('sh', ['-euc', takeOver], { timeoutMs: 180_000 });

    expect((await deploy(2)).code).toBe(0);
    expect(await namesOf(lab.a, 'list', '--name')).toEqual(['box-dev-nodes-0', 'box-dev-nodes-1']);
    await expectNothingToDo(2);
  });
});
