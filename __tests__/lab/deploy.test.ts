import { cpSync, mkdirSync, mkdtempSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import {
  blankImage,
  buildGoProgram,
  cutPower,
  type Host,
  inNetworkOf,
  labTerraform,
  layOutProviderRegistry,
  libvirtProvider,
  namesOf,
  outputOf,
  removeUnrecorded,
  uriOf,
  virsh,
  withTerraformProviders,
} from '../../lab';
import { stackFolder } from '../../operations/deployment';
import { contained, Failure, type ProgramOutcome, run } from '../../operations/process';
import { machinesLab, switchOn } from './support/machines-lab';
import { birthOf } from './support/markers';
import { serveFolder } from './support/serve-folder';
import { whereMachinesRun } from './support/where-machines-run';

// The command itself, on a project of its own whose environment has two hosts of the lab. Each test goes on where the one
// before it ended, as deploys do.

/** Several times what the longest takes beside other tests. */
const COMMAND_LIMIT_MS = 240_000;

const top = join(__dirname, '../..');
let project: string;

interface Settings {
  /** Slot → host. */
  readonly slots: Readonly<Record<string, string>>;
  readonly disks: readonly string[];
  readonly protect?: boolean;
}

whereMachinesRun('slipway deploy and destroy, with real hosts', () => {
  const lab = machinesLab();

  beforeAll(async () => {
    buildGoProgram(libvirtProvider);
    project = join(lab.home, 'project');
    const image = await blankImage(lab.home, { name: 'blank', size: '8M' });
    await Promise.all([bridge(lab.a), bridge(lab.b)]);
    layOutProject({ image, hosts: { a: uriOf(lab.a), b: uriOf(lab.b) } });
  });

  const machinesOn = (host: 'a' | 'b') => namesOf(lab[host], 'list', '--name');

  test('a first deploy creates the machines, one host after the other, and reports what it did', async () => {
    const { stdout, output } = await succeeds(
      { slots: { 0: 'a', 1: 'b' }, disks: ['data'] },
      'deploy',
      'dev',
      'machines',
    );
    expect(stdout).toMatch(/^dev-machines-a +done +create 6$/m);
    expect(output).toContain('dev-machines-b: libvirt_domain.nodes-1: create done in');
    expect(await machinesOn('a')).toEqual(['tiny-dev-nodes-0']);
    expect(await machinesOn('b')).toEqual(['tiny-dev-nodes-1']);
  });

  test('a second deploy has nothing to do, and leaves no plan behind', async () => {
    const { stdout } = await succeeds(
      { slots: { 0: 'a', 1: 'b' }, disks: ['data'] },
      'deploy',
      'dev',
      'machines',
    );

    expect(stdout).toMatch(/^dev-machines-a +nothing to do/m);
    expect(readdirSync(join(project, 'tmp')).filter((name) => name.startsWith('slipway'))).toEqual([]);
  });

  test('npx cdktf plans, deploys and destroys machines on the same state', async () => {
    const now: Settings = { slots: { 0: 'a', 1: 'b' }, disks: ['data'] };
    expect(await cdktf(now, 'list')).toContain('dev-machines-b');
    expect(await cdktf(now, 'diff', 'dev-machines-b')).toContain('No changes. Your infrastructure matches');

    const more: Settings = { slots: { ...now.slots, 2: 'b' }, disks: ['data'] };
    const deployed = await deployByCdktf(lab.b, more, 'dev-machines-b');
    expect(deployed).toMatch(/Apply complete! Resources: \d added, 0 changed, 0 destroyed/);
    expect(await machinesOn('b')).toEqual(['tiny-dev-nodes-1', 'tiny-dev-nodes-2']);
    expect((await succeeds(more, 'deploy', 'dev', 'machines')).stdout).toMatch(
      /^dev-machines-b +nothing to do/m,
    );

    await cdktf(more, 'destroy', 'dev-machines-b', '--auto-approve');
    expect(await machinesOn('b')).toEqual([]);
    await succeeds(now, 'deploy', 'dev', 'machines');
  });

  test('a change that would destroy a data disk is refused with its address, and nothing is changed', async () => {
    const birth = birthOf(lab.a, 'tiny-dev-nodes-0-data');
    const { code, stdout } = await slipway(
      { slots: { 0: 'a', 1: 'b' }, disks: [] },
      'deploy',
      'dev',
      'machines',
    );

    expect(code).toBe(3);
    expect(stdout).toContain('--allow-destroy dev-machines-a:libvirt_volume.nodes-0-data');
    expect(stdout).toContain('the disk tiny-dev-nodes-0-data and what is stored in it');
    expect(birthOf(lab.a, 'tiny-dev-nodes-0-data')).toBe(birth);
    expect(await machinesOn('a')).toEqual(['tiny-dev-nodes-0']);
  });

  test('the change is made if its address is allowed, and only that one', async () => {
    await succeeds(
      { slots: { 0: 'a', 1: 'b' }, disks: [] },
      ...['deploy', 'dev', 'machines-a', '--allow-destroy', 'dev-machines-a:libvirt_volume.nodes-0-data'],
    );

    expect(await virsh(lab.a, 'vol-list', 'default')).not.toContain('tiny-dev-nodes-0-data');
    expect(await virsh(lab.b, 'vol-list', 'default')).toContain('tiny-dev-nodes-1-data');
  });

  test('a machine that moves is destroyed on its old host before it is created on its new one', async () => {
    const { stdout } = await succeeds(
      { slots: { 0: 'b', 1: 'b' }, disks: [] },
      ...['deploy', 'dev', 'machines', '--json', '--allow-destroy', 'libvirt_volume.nodes-1-data'],
    );

    const done = events(stdout).filter(({ step, action }) => step === 'done' && action !== 'read');
    const index = (stack: string, address: string) =>
      done.findIndex((event) => event.stack === stack && event.address === address);
    const left = index('dev-machines-a', 'libvirt_domain.nodes-0');
    expect(left).toBeGreaterThanOrEqual(0);
    expect(index('dev-machines-b', 'libvirt_domain.nodes-0')).toBeGreaterThan(left);
    expect(await machinesOn('a')).toEqual([]);
    expect(await machinesOn('b')).toEqual(['tiny-dev-nodes-0', 'tiny-dev-nodes-1']);
  });

  test('two hosts can swap their machines', async () => {
    const there = { slots: { 0: 'a', 1: 'b' }, disks: [] };
    await succeeds(there, 'deploy', 'dev', 'machines');
    await succeeds({ slots: { 0: 'b', 1: 'a' }, disks: [] }, 'deploy', 'dev', 'machines');

    expect(await machinesOn('a')).toEqual(['tiny-dev-nodes-1']);
    expect(await machinesOn('b')).toEqual(['tiny-dev-nodes-0']);
  });

  test('a machine on a host that does not answer is not created elsewhere until the host is skipped', async () => {
    await cutPower(lab.a);
    const moved = { slots: { 0: 'b', 1: 'b' }, disks: [] };
    const first = await slipway(moved, 'deploy', 'dev', 'machines');
    expect(first.code).toBe(1);
    expect(first.stdout).toContain('If it is lost, set its stack aside: --skip dev-machines-a');
    expect(first.stdout).toContain('tiny-dev-nodes-1 may still run where dev-machines-a has it');
    expect(await machinesOn('b')).toEqual(['tiny-dev-nodes-0']);

    const second = await succeeds(moved, 'deploy', 'dev', 'machines', '--skip', 'machines-a');
    expect(second.stdout).toMatch(/^dev-machines-a +skipped/m);
    expect(await machinesOn('b')).toEqual(['tiny-dev-nodes-0', 'tiny-dev-nodes-1']);
    await switchOn(lab.a);
    await bridge(lab.a);
  });

  test('a domain that an earlier failure left behind is named, with advice', async () => {
    const xml = join(lab.home, 'left.xml');
    writeFileSync(
      xml,
      "<domain type='qemu'><name>tiny-dev-nodes-2</name><memory unit='MiB'>16</memory><os><type>hvm</type></os></domain>",
    );
    await virsh(lab.b, 'define', xml);
    const { code, stdout } = await slipway(
      { slots: { 0: 'b', 1: 'b', 2: 'b' }, disks: [] },
      ...['deploy', 'dev', 'machines-b'],
    );

    expect(code).toBe(1);
    expect(stdout).toContain('The machine tiny-dev-nodes-2 is on its host already');
    expect(stdout).toMatch(/import libvirt_domain\.nodes-2 [0-9a-f-]{36}/);
    await virsh(lab.b, 'undefine', 'tiny-dev-nodes-2');
  });

  test('a protected environment is not destroyed, and the file that protects it is named', async () => {
    const { code, output } = await slipway(
      { slots: { 0: 'b' }, disks: ['data'], protect: true },
      ...['destroy', 'dev', 'machines'],
    );

    expect(code).toBe(1);
    expect(output).toContain('must not protect what this run would destroy');
    expect(output).toContain('composition.ts');
  });

  test('destroying data requires its own option, and then leaves nothing', async () => {
    const now = { slots: { 0: 'a', 1: 'b', 2: 'b' }, disks: ['data'] };
    await succeeds(now, 'deploy', 'dev', 'machines');

    const refused = await slipway(now, 'destroy', 'dev', 'machines');
    expect(refused.code).toBe(3);
    expect(await machinesOn('b')).toHaveLength(2);

    await succeeds(now, 'destroy', 'dev', 'machines', '--data');
    expect([...(await machinesOn('a')), ...(await machinesOn('b'))]).toEqual([]);
    expect(await virsh(lab.b, 'vol-list', 'default')).not.toContain('tiny-dev');
  });
});

/** What the hosts of a rack share: here each has one of its own, since no machine of these tests talks. */
async function bridge(host: Host): Promise<void> {
  for (const line of ['add br9 type bridge', 'set br9 up']) {
    const [program, ...args] = inNetworkOf(host, ['ip', 'link', ...line.split(' ')]);
    await outputOf(program, args, { timeoutMs: 10_000 });
  }
}

/** Runs the command in the project, whose environment is as `settings` say. */
function slipway(settings: Settings, ...args: readonly string[]): Promise<ProgramOutcome> {
  const env = environmentOf(settings);
  const command = [process.execPath, '-C', 'slipway-source', join(top, 'bin', 'slipway.js')];
  // A Terraform that hangs would outlive the command.
  const [program, ...before] = contained(...command);
  return run(program, [...before, ...args], { cwd: project, env, timeoutMs: COMMAND_LIMIT_MS });
}

function environmentOf(settings: Settings): NodeJS.ProcessEnv {
  writeFileSync(join(project, 'settings.json'), JSON.stringify(settings));
  const { TF_CLI_CONFIG_FILE: _none, ...env } = withTerraformProviders();
  return { ...env, TMPDIR: join(project, 'tmp') };
}

/**
 * Deploys a stack by `npx cdktf`, again where the provider loses the call that makes a cloud-init disk (docs/lab.md): nothing of cdktf's
 * notices.
 */
async function deployByCdktf(host: Host, settings: Settings, stack: string): Promise<string> {
  for (let tries = 3; ; tries--) {
    try {
      return await cdktf(settings, 'deploy', stack, '--auto-approve');
    } catch (error) {
      if (!(error instanceof Failure) || tries === 1) throw error;
      console.warn(error.message);
      const folder = stackFolder(join(project, 'cdktf.out'), stack);
      const planFolder = join(project, 'tmp');
      await removeUnrecorded(host, folder, labTerraform({ providers: planFolder, planFolder }));
    }
  }
}

/** The provider loses three in a hundred reads of cloud-init disks (docs/lab.md): these commands go by the state alone. */
const WITHOUT_READING = {
  TF_CLI_ARGS_plan: '-refresh=false',
  TF_CLI_ARGS_apply: '-refresh=false',
  TF_CLI_ARGS_destroy: '-refresh=false',
};

/**
 * Runs `npx cdktf` in the project as a person without Slipway's commands, and returns what it printed. It asks for the checksums of
 * providers at a registry, which runs meanwhile.
 */
async function cdktf(settings: Settings, ...args: readonly string[]): Promise<string> {
  const env = environmentOf(settings);
  const registry = mkdtempSync(join(project, 'registry-'));
  const server = await serveFolder(join(registry, 'served'));
  try {
    const served = join(registry, 'served');
    const configuration = await layOutProviderRegistry(served, server.url, ['dmacvicar/libvirt'], env);
    const cli = join(top, 'node_modules', 'cdktf-cli', 'bundle', 'bin', 'cdktf.js');
    const [program, ...before] = contained(process.execPath, cli);
    const printed = await outputOf(program, [...before, ...args], {
      cwd: project,
      env: {
        ...env,
        ...WITHOUT_READING,
        TF_CLI_CONFIG_FILE: configuration,
        CI: 'true',
        SLIPWAY_TYPES: 'unchecked',
      },
      timeoutMs: 240_000,
    });
    return stripVTControlCharacters(printed);
  } finally {
    server.close();
  }
}

/** Runs the command, which must succeed; else the test says what it printed. */
async function succeeds(settings: Settings, ...args: readonly string[]): Promise<ProgramOutcome> {
  const outcome = await slipway(settings, ...args);
  if (outcome.code !== 0) throw new Error(`${args.join(' ')} ended with ${outcome.code}:\n${outcome.output}`);
  return outcome;
}

function events(stdout: string): readonly Record<string, unknown>[] {
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

function layOutProject(given: {
  readonly image: { readonly path: string; readonly digest: string };
  readonly hosts: Readonly<Record<string, string>>;
}): void {
  for (const name of ['app', 'tmp']) mkdirSync(join(project, name), { recursive: true });
  for (const name of ['node_modules', 'bin', 'index.ts']) symlinkSync(join(top, name), join(project, name));
  for (const name of ['package.json', 'tsconfig.json', 'main.ts', 'cdktf.json'])
    cpSync(join(top, name), join(project, name));
  writeFileSync(join(project, 'app', 'Dockerfile'), 'FROM scratch\nCOPY . /\n');
  writeFileSync(join(project, 'given.json'), JSON.stringify(given));
  cpSync(join(__dirname, 'support', 'deployed-project.ts'), join(project, 'composition.ts'));
}
