import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { machineImage, MachineNetwork, type NetworkSpec, VmPool } from 'slipway';
import { blankImage } from '../../lab';
import type { StackJson } from '../review/support/synth-of';
import { type AcceptedPool, acceptedPool, anyNetworks } from './support/any-pool';
import { LabProject, type LabStack, machinesLab } from './support/machines-lab';
import { toldOf } from './support/told-of';
import { whereMachinesRun } from './support/where-machines-run';

// What a synth accepts of pools and networks, libvirt must take, also when it changes.

const COUNT = 8;
const SEED = 20_261_202;
const BLOCK = 78;
const STACK = 'dev-machines';

interface All {
  readonly networks: Readonly<Record<string, NetworkSpec>>;
  readonly pools: readonly AcceptedPool[];
}

whereMachinesRun('pools that a synth accepts', () => {
  const lab = machinesLab();
  let project: LabProject;
  let last: All;

  beforeAll(async () => {
    project = new LabProject(lab);
    last = await drawn(SEED);
  });

  test('are taken as they are', async () => {
    expect(last.pools.length).toBeGreaterThan(COUNT / 2);
    await stackOf(last).apply();
  });

  test.each([1, 2])('may become any others, by the changes that the review tells (%i)', async (round) => {
    const next = await drawn(SEED + 100 * round, last);
    const before = blocksOf(stackOf(last));
    const stack = stackOf(next);
    const told = toldOf({ [STACK]: before }, { [STACK]: blocksOf(stack) }, STACK);
    const changes = [...told].flatMap(([address, { word }]) =>
      word === 'nothing' ? [] : [[address, word] as const],
    );
    expect(Object.fromEntries(changes)).toEqual(await stack.plan());
    await stack.apply();
    last = next;
  });

  async function drawn(seed: number, before?: All): Promise<All> {
    const images = await Promise.all(
      ['8M', '12M'].map(async (size) => {
        const { path, digest } = await blankImage(lab.home, { name: `blank-${size}`, size });
        return machineImage({ name: 'blank', source: path, digest, architecture: 'amd64' });
      }),
    );
    const [networks = {}] = fc.sample(anyNetworks(BLOCK), { seed, numRuns: 1 });
    const pools = Array.from({ length: COUNT }, (_, index) => {
      const old = before?.pools.find(({ spec }) => spec.pool.endsWith(`-${index}`));
      const pool =
        old !== undefined && index % 3 === 0 ? `q${seed}-${index}` : (old?.spec.pool ?? `p-${index}`);
      const place = { pool, identity: project.identity, index, block: BLOCK, networks, images };
      const [one] = fc.sample(acceptedPool(place, old?.spec), { seed: seed + index, numRuns: 1 });
      return one;
    });
    return { networks, pools: pools.filter((pool) => pool !== undefined) };
  }

  function stackOf({ networks, pools }: All): LabStack {
    const { machines } = project.synth({
      machines: [
        lab.a,
        (stack) => {
          const made = new Map(
            Object.entries(networks).map(([name, spec]) => [
              name,
              new MachineNetwork(stack, name, { identity: project.identity, spec }),
            ]),
          );
          for (const { on, spec } of pools) {
            const { pool, network: _, ...props } = spec;
            new VmPool(stack, pool, { ...props, network: made.get(on) as MachineNetwork, emulated: true });
          }
        },
      ],
    });
    return machines;
  }
});

function blocksOf({ folder }: LabStack): StackJson {
  const { resource, moved, removed } = JSON.parse(
    readFileSync(join(folder, 'cdk.tf.json'), 'utf8'),
  ) as StackJson;
  return {
    ...resource,
    ...(moved === undefined ? {} : { moved }),
    ...(removed === undefined ? {} : { removed }),
  };
}
