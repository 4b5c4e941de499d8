import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inNetworkOf, hostIn, type HostStatus, outputOf, until, virsh } from '../../lab';
import { debianImage, FIRST_BUILD_LIMIT_MS } from './support/debian-image';
import { freshHome } from './support/fresh-home';
import { killLabCommand, labOutput } from './support/lab-command';
import { whereMachinesRun } from './support/where-machines-run';

// The command as a person runs it, in a folder of its own: a lab that is up in this checkout stays.
const SHORT = { timeoutMs: 30_000 };
let home: string;

whereMachinesRun('the lab', () => {
  beforeAll(debianImage, FIRST_BUILD_LIMIT_MS);
  beforeEach(() => {
    home = join(freshHome(), 'lab');
  });
  afterEach(async () => {
    await lab('down');
    rmSync(join(home, '..'), { recursive: true, force: true });
  });

  test('up starts two hosts, a second up changes nothing, and down leaves nothing', async () => {
    const before = usersOwn();
    await lab('up', 'machines');
    const [a, b] = (await status()).map(({ name, power }) => `${name} ${power}`);
    expect([a, b]).toEqual(['a on', 'b on']);
    const started = initOf('a');

    await lab('up', 'machines');
    expect(initOf('a')).toBe(started);

    expect(await lab('down')).toContain('Nothing is left');
    expect(existsSync(home)).toBe(false);
    expect(await lab('status')).toContain('The lab is down.');
    expect(usersOwn()).toEqual(before);
  });

  test('a host has no way out of its network', async () => {
    await lab('up', 'machines');
    const routes = await inNetwork('ip', '-json', 'route', 'show', 'default');
    expect(JSON.parse(routes)).toEqual([]);
    expect(JSON.parse(await inNetwork('ip', '-json', 'link'))).toEqual([
      expect.objectContaining({ ifname: 'lo' }),
    ]);
  });

  test('a libvirtd that is killed comes back, and its machines keep running', async () => {
    await lab('up', 'machines');
    const definition = join(home, 'lonely.xml');
    writeFileSync(definition, LONELY);
    await virsh(hostIn(home, 'a'), 'create', definition);
    const killed = daemonOf('a');

    await inHost('a', `kill -KILL ${killed}`);

    await until('libvirt to be back', async () => ((await status())[0]?.power === 'on' ? true : undefined), {
      timeoutMs: 120_000,
    });
    expect(daemonOf('a')).not.toBe(killed);
    expect((await status())[0]?.machines).toEqual(['lonely']);
  });

  test.each([0, 100, 300, 800])(
    'up that is killed %d ms after it began with a host is taken up by the next',
    async (ms) => {
      await killUp(ms);

      await lab('up', 'machines');

      expect((await status()).map(({ power }) => power)).toEqual(['on', 'on']);
    },
  );

  test.each([0, 300])(
    'up that is killed %d ms after it began with a host leaves nothing after down',
    async (ms) => {
      await killUp(ms);

      expect(await lab('down')).toContain('Nothing is left');
      expect(existsSync(home)).toBe(false);
    },
  );

  test('two processes that start the lab at the same moment get one lab', async () => {
    const both = await Promise.allSettled([lab('up', 'machines'), lab('up', 'machines')]);

    expect(both).toEqual([succeeded, succeeded]);
    expect((await status()).map(({ power }) => power)).toEqual(['on', 'on']);
  });

  test("down leaves files that are not the lab's", async () => {
    mkdirSync(home);
    writeFileSync(join(home, 'notes.txt'), 'mine');

    await lab('up', 'machines');
    await lab('down');

    expect(readdirSync(home)).toEqual(['notes.txt']);
  });

  test('down also ends foreign processes in a host', async () => {
    await lab('up', 'machines');
    const [program, ...args] = inNetworkOf(hostIn(home, 'a'), ['sleep', '600']);
    const guest = spawn(program, args, { stdio: 'ignore' });

    expect(await lab('down')).toContain('Nothing is left');

    await until('its end', () => Promise.resolve(guest.signalCode ?? undefined), { timeoutMs: 30_000 });
  });
});

const succeeded = expect.objectContaining({ status: 'fulfilled' });

async function status(): Promise<readonly HostStatus[]> {
  return (JSON.parse(await lab('status', '--json')) as { readonly hosts: readonly HostStatus[] }).hosts;
}

function lab(...args: readonly string[]): Promise<string> {
  return labOutput(home, ...args);
}

function killUp(afterMs: number): Promise<void> {
  return killLabCommand(home, ['up', 'machines'], { said: '· host a', afterMs });
}

/** Runs a program in the network of host a. */
async function inNetwork(...command: readonly string[]): Promise<string> {
  const [program, ...args] = inNetworkOf(hostIn(home, 'a'), command);
  return outputOf(program, args, SHORT);
}

/** The number of the process that host `name` is. */
function initOf(name: string): string {
  const [, target = ''] = inNetworkOf(hostIn(home, name), ['true']);
  return target.replace('--target=', '');
}

/** The number that libvirtd has inside the host. */
function daemonOf(name: string): string {
  return readFileSync(join(home, 'hosts', name, 'run', 'libvirtd.pid'), 'utf8').trim();
}

async function inHost(name: string, line: string): Promise<void> {
  await outputOf('nsenter', [`--target=${initOf(name)}`, '--pid', '--mount', 'sh', '-c', line], SHORT);
}

/** What the user's own libvirt keeps. */
function usersOwn(): readonly string[] {
  return ['/etc/libvirt', '/var/lib/libvirt', '/run/libvirt', '/run/netns'].flatMap((folder) =>
    existsSync(folder) ? readdirSync(folder, { recursive: true }).map(String).sort() : [],
  );
}

/** A machine that starts nothing. */
const LONELY = `<domain type="qemu">
  <name>lonely</name><memory unit="MiB">32</memory><os><type arch="x86_64" machine="pc">hvm</type></os>
</domain>`;
