import { connectHosts, cutPower, type Host, hostIn, inNetworkOf, outputOf } from '../../lab';
import { BRIDGE, hostAddress } from '../../lab/network';
import { type MachinesLab, machinesLab, switchOn } from './support/machines-lab';
import { whereMachinesRun } from './support/where-machines-run';

const UPLINK = 'lab0';

let lab: MachinesLab;
/** In the cluster's place: a network with its bridge is all of the cluster that a cable needs. */
let hub: Host;

whereMachinesRun('the cables from the cluster to the hosts', () => {
  lab = machinesLab();
  beforeAll(async () => {
    hub = hostIn(lab.home, 'hub');
    await switchOn(hub);
    await ip(hub, 'link', 'add', BRIDGE, 'type', 'bridge');
    await ip(hub, 'link', 'set', BRIDGE, 'up');
  });

  const connect = () => connectHosts(hub, [lab.a, lab.b]);

  async function expectCables(): Promise<void> {
    for (const [place, host] of [lab.a, lab.b].entries()) {
      const { master, flags } = await linkOf(host, UPLINK);
      expect([host.name, master, flags.includes('UP')]).toEqual([host.name, BRIDGE, true]);
      expect(await ip(host, '-brief', 'address', 'show', 'dev', BRIDGE)).toContain(hostAddress(place));
      expect((await linkOf(hub, `lab-${host.name}`)).master).toBe(BRIDGE);
    }
  }

  test('are laid once, even if two processes lay them at the same moment', async () => {
    await Promise.all([connect(), connect()]);

    await expectCables();
  });

  test('are completed after the process that laid them was killed', async () => {
    await ip(lab.a, 'address', 'flush', 'dev', BRIDGE);
    await ip(lab.a, 'link', 'set', UPLINK, 'nomaster');

    await connect();

    await expectCables();
  });

  test('are laid again to a host whose power was cut', async () => {
    await cutPower(lab.a);
    await switchOn(lab.a);

    await connect();

    await expectCables();
  });
});

interface Link {
  readonly master?: string;
  readonly flags: readonly string[];
}

async function linkOf(host: Host, name: string): Promise<Link> {
  const [link] = JSON.parse(await ip(host, '-json', 'link', 'show', name)) as readonly Link[];
  if (link === undefined) throw new Error(`${host.name} has no ${name}`);
  return link;
}

function ip(host: Host, ...words: readonly string[]): Promise<string> {
  const [program, ...args] = inNetworkOf(host, ['ip', ...words]);
  return outputOf(program, args, { timeoutMs: 60_000 });
}
