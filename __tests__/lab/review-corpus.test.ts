import { join } from 'node:path';
import {
  applyInCluster,
  blankImage,
  buildTerraformProviders,
  dockerHostOf,
  environmentIn,
  inCluster,
  kubeconfigOf,
  labTerraform,
  uriOf,
} from '../../lab';
import type { TerraformSettings } from '../../operations/deployment';
import { contained } from '../../operations/process';
import { corpus } from '../review/corpus';
import { MISSES, NOT_PLANNED } from '../review/corpus/misses';
import { PROVIDERS } from '../support/terraform-providers';
import { clusterLab, inside, shipped } from './support/cluster-lab';
import { comparePair, type Comparison } from './support/compare-pair';
import { machinesLab } from './support/machines-lab';
import { pairPlans } from './support/pair-plans';
import { type PairStack, pairStacks } from './support/pair-stacks';
import { whereShippingToMachinesRuns } from './support/where-machines-run';

// Every pair of the corpus that can be planned: the first of each is applied to the lab's cluster, engine and hosts, and the
// second planned. All that goes to one place goes there at once.

const REPOSITORY = 'localhost:5000/pairs/web';

whereShippingToMachinesRuns('the review, compared with plans', () => {
  const clusters = clusterLab();
  const machines = machinesLab();
  let comparisons: readonly Comparison[];

  beforeAll(async () => {
    const { cluster } = clusters;
    const image = await shipped(cluster, 'pairs/web', join(__dirname, 'support', 'page'));
    await inside(cluster, 'docker', 'tag', image, `${REPOSITORY}:1`);
    await inside(cluster, 'docker', 'push', '--quiet', `${REPOSITORY}:1`);
    const planned = corpus.filter(({ name }) => NOT_PLANNED[name] === undefined);
    const stacks = pairStacks(planned, {
      image: (await blankImage(machines.home)).path,
      repository: REPOSITORY,
    });
    await applyInCluster(cluster, namespacesOf(stacks));
    const parts = { hosts: stacks.filter(isOfHosts), cluster: stacks.filter((stack) => !isOfHosts(stack)) };
    comparisons = (
      await Promise.all(
        Object.entries(parts).map(async ([name, part]) => {
          const folder = join(clusters.home, name);
          const plans = await pairPlans(part, { name, folder }, settingsBlocks(), terraform());
          return part.flatMap((stack) => comparePair(stack, plans));
        }),
      )
    ).flat();
  });

  test("everything that holds data and would be destroyed, or refused, is in the review's top section", () => {
    const grave = comparisons.filter(({ loss, planned }) => loss !== undefined || planned === 'refused');
    expect(grave.length).toBeGreaterThan(15);
    expect(grave.filter(({ level }) => level !== 'protection' && level !== 'data')).toEqual([]);
  });

  test('every other difference between the review and the plan is known, and listed', () => {
    const misses = comparisons.filter(({ told, planned }) => told !== planned);
    const inWords = ({ pair, address, told, planned }: Omit<Comparison, 'level' | 'loss'>): string =>
      `${pair}: ${address}: told ${told}, planned ${planned}`;
    expect(misses.map(inWords).sort()).toEqual(MISSES.map(inWords).sort());
  });

  function settingsBlocks(): object {
    const [a, b] = [uriOf(machines.a), uriOf(machines.b)];
    const registry = { address: 'http://localhost:5000', auth_disabled: true };
    const { docker, kubernetes, libvirt } = PROVIDERS;
    return {
      terraform: {
        required_providers: Object.fromEntries(
          Object.entries({ docker, kubernetes, libvirt }).map(([name, { source, version }]) => [
            name,
            { source, version },
          ]),
        ),
      },
      provider: {
        docker: [{ host: dockerHostOf(clusters.cluster), registry_auth: [registry] }],
        kubernetes: [{ config_path: kubeconfigOf(clusters.cluster), config_context: 'lab' }],
        libvirt: [{ uri: a }, { alias: 'a', uri: a }, { alias: 'b', uri: b }],
      },
    };
  }

  /** As in the lab, but in the cluster's network. */
  function terraform(): TerraformSettings {
    const planFolder = clusters.home;
    const { pluginDir: _, ...settings } = labTerraform({ providers: '', planFolder, tell });
    return {
      ...settings,
      env: environmentIn(clusters.cluster, buildTerraformProviders(tell, settings.env)),
      program: inCluster(clusters.cluster, contained('terraform')),
    };
  }
});

function tell(message: string): void {
  process.stderr.write(`  ${message}\n`);
}

function isOfHosts({ before, after }: PairStack): boolean {
  return [before, after].some(({ resource }) =>
    Object.keys(resource).some((type) => type.startsWith('libvirt_')),
  );
}

/** Namespaces in which no pod starts: nothing here is about what runs. */
function namespacesOf(stacks: readonly PairStack[]): object {
  const names = [...new Set(stacks.map(({ namespace }) => namespace))];
  const quota = { apiVersion: 'v1', kind: 'ResourceQuota', spec: { hard: { pods: '0' } } };
  return {
    apiVersion: 'v1',
    kind: 'List',
    items: names.flatMap((name) => [
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name } },
      { ...quota, metadata: { name: 'none', namespace: name } },
    ]),
  };
}
