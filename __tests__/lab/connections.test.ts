import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { qemuSsh, unverifiedHost } from 'slipway';
import { EXIT } from '../../cli';
import { blankImage, type ImageFile, namesOf } from '../../lab';
import { bridge, ComposedProject, type Machines } from './support/composed-project';
import { emptyHosts, type MachinesLab, machinesLab } from './support/machines-lab';
import { type SshServer, sshServer } from './support/ssh-server';
import { whereMachinesRun } from './support/where-machines-run';

let lab: MachinesLab;
let image: ImageFile;
let server: SshServer;

whereMachinesRun('a host that is reached by SSH', () => {
  lab = machinesLab();
  afterEach(() => emptyHosts(lab));
  beforeAll(async () => {
    image = await blankImage(lab.home);
    await bridge(lab.a);
    server = await sshServer(lab.a, join(lab.home, 'ssh'));
  });

  const machines = (
    diskMebibytes: number,
    knownHosts: Parameters<typeof qemuSsh>[0]['knownHosts'],
  ): Machines => {
    const connection = qemuSsh({
      user: 'root',
      host: '127.0.0.1',
      port: server.port,
      key: server.key,
      knownHosts,
    });
    return { hosts: [lab.a], reachedBy: () => connection, image, slots: 1, diskMebibytes };
  };

  test('creates machines and grows disks with an SSH key, and a verified host key', async () => {
    const project = new ComposedProject(lab);
    const before = machines(16, server.knownHosts);
    await project.slipway(before, 'place', 'dev');
    await project.synth(before)(lab.a).apply();
    expect(await namesOf(lab.a, 'list', '--name')).toEqual(['box-dev-nodes-0']);

    const { code, output } = await project.slipway(machines(32, server.knownHosts), 'grow', 'dev');
    expect({ code, output }).toMatchObject({
      code: EXIT.done,
      output: expect.stringContaining('16Mi → 32Mi'),
    });
  });

  test('is refused both by the provider and by the command if the host key differs', async () => {
    const project = new ComposedProject(lab);
    const [place = ''] = readFileSync(server.knownHosts, 'utf8').split(' ');
    const others = join(lab.home, 'others');
    // The right place with somebody else's key: the client's.
    writeFileSync(others, `${place} ${server.publicKey}\n`);
    const swapped = machines(16, others);
    await project.slipway(swapped, 'place', 'dev');
    await expect(project.synth(swapped)(lab.a).plan()).rejects.toThrow(/key mismatch/);
    expect((await project.slipway(swapped, 'grow', 'dev')).output).toMatch(/Host key verification failed/);

    const open = machines(16, unverifiedHost('a test'));
    expect(await project.slipway(open, 'grow', 'dev')).toMatchObject({ code: EXIT.done });
    await project.synth(open)(lab.a).plan();
  });
});
