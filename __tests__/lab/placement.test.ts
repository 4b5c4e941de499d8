import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { blankImage, type Changes, cutPower, type Host, type ImageFile, namesOf } from '../../lab';
import { bridge, ComposedProject, type Machines } from './support/composed-project';
import { emptyHosts, type MachinesLab, machinesLab, switchOn } from './support/machines-lab';
import { whereMachinesRun } from './support/where-machines-run';

let lab: MachinesLab;
let image: ImageFile;

whereMachinesRun('placement on real hosts', () => {
  lab = machinesLab();
  afterEach(() => emptyHosts(lab));
  beforeAll(async () => {
    image = await blankImage(lab.home);
    await Promise.all([bridge(lab.a), bridge(lab.b)]);
  });

  const machines = (changes: Partial<Machines> = {}): Machines => ({
    hosts: [lab.a, lab.b],
    image,
    slots: 3,
    diskMebibytes: 16,
    ...changes,
  });

  /** Places and deploys three slots, two of them on host b; returns the one that is on a. */
  async function deployed(project: ComposedProject): Promise<void> {
    await project.slipway(machines(), 'place', 'dev');
    const stackOf = project.synth(machines());
    await stackOf(lab.a).apply();
    await stackOf(lab.b).apply();
    expect(await running()).toEqual({ a: ['0', '2'], b: ['1'] });
  }

  test('slots run where they are placed; a host is drained, and its machines are removed before they are created elsewhere', async () => {
    const project = new ComposedProject(lab);
    await deployed(project);

    const { stdout } = await project.slipway(machines({ drained: 'b' }), 'place', 'dev');
    expect(stdout).toMatch(/^moved +nodes\/1 +b → a/m);
    expect(placesIn(project)).toEqual({ 'nodes/0': 'a', 'nodes/1': 'a', 'nodes/2': 'a' });

    const stackOf = project.synth(machines({ drained: 'b' }));
    expect(await stackOf(lab.b).apply()).toMatchObject(machine('delete', '1'));
    expect(await stackOf(lab.a).apply()).toEqual(machine('create', '1'));
    expect(await running()).toEqual({ a: ['0', '1', '2'], b: [] });

    // What is empty is taken out: nothing else changes.
    const left = machines({ hosts: [lab.a] });
    await project.slipway(left, 'place', 'dev');
    expect(await project.synth(left)(lab.a).plan()).toEqual({});
  });

  test('a host is lost: its slots are created on the others, and its leftovers are removed by its own stack once it is back', async () => {
    const project = new ComposedProject(lab);
    await deployed(project);

    await cutPower(lab.b);
    const left = machines({ hosts: [lab.a] });
    await project.slipway(left, 'place', 'dev');
    expect(await project.synth(left)(lab.a).apply()).toEqual(machine('create', '1'));
    expect(await running(lab.a)).toEqual({ a: ['0', '1', '2'] });

    await switchOn(lab.b);
    await bridge(lab.b);
    await project.slipway(machines(), 'place', 'dev');
    expect(placesIn(project)).toEqual({ 'nodes/0': 'a', 'nodes/1': 'a', 'nodes/2': 'a' });
    const stackOf = project.synth(machines());
    expect(await stackOf(lab.b).apply()).toMatchObject(machine('delete', '1'));
    expect(await stackOf(lab.a).plan()).toEqual({});
    expect(await namesOf(lab.b, 'list', '--all', '--name')).toEqual([]);
  });
});

/** Host → the slots whose machines run there. */
async function running(...hosts: readonly Host[]): Promise<Record<string, readonly string[]>> {
  const asked = hosts.length === 0 ? [lab.a, lab.b] : hosts;
  const found = await Promise.all(
    asked.map(async (host) => {
      const names = await namesOf(host, 'list', '--name');
      return [host.name, names.map((name) => name.replace('box-dev-nodes-', ''))] as const;
    }),
  );
  return Object.fromEntries(found);
}

function placesIn({ root }: ComposedProject): unknown {
  const file = readFileSync(join(root, 'environments', 'dev', 'placement.json'), 'utf8');
  return (JSON.parse(file) as { readonly slots: unknown }).slots;
}

/** One action done to all that is a machine's. */
function machine(action: 'create' | 'delete', key: string): Changes {
  return {
    [`terraform_data.nodes-${key}`]: action,
    [`libvirt_volume.nodes-${key}-root`]: action,
    [`libvirt_volume.nodes-${key}-data`]: action,
    [`libvirt_cloudinit_disk.nodes-${key}`]: action,
    [`libvirt_domain.nodes-${key}`]: action,
  };
}
