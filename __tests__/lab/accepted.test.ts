import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { KubernetesProvider } from '@cdktf/provider-kubernetes/lib/provider';
import { ManagedSecret, Namespace, Workload, type WorkloadSpec } from 'slipway';
import {
  actionsOf,
  applyStack,
  buildTerraformProviders,
  environmentIn,
  inCluster,
  kubeconfigOf,
  labTerraform,
  runInCluster,
} from '../../lab';
import { planStack, type StackFolder, type TerraformSettings } from '../../operations/deployment';
import { contained } from '../../operations/process';
import { synth } from '../support/synth';
import { acceptedWorkload } from './support/any-workload';
import { clusterLab } from './support/cluster-lab';
import { whereClusterRuns } from './support/where-machines-run';

// What a synth accepts, Terraform and Kubernetes must take, and find as it was said: also when it changes. Pods are not started.

const NAMESPACE = 'accepted';
const COUNT = 40;
const SEED = 20_261_201;

/** What Kubernetes never lets change, or Slipway asks not to be changed. */
const LASTING = ['kind', 'volumes', 'historyLimit', 'serviceAccount'] as const;

whereClusterRuns('workloads that a synth accepts', () => {
  const lab = clusterLab();
  const first = workloads(fc.sample(acceptedWorkload(), { seed: SEED, numRuns: COUNT }));
  let settings: TerraformSettings;

  beforeAll(() => {
    const { pluginDir: _, ...terraform } = labTerraform({ providers: '', planFolder: lab.home, tell });
    settings = {
      ...terraform,
      env: {
        ...environmentIn(lab.cluster, buildTerraformProviders(tell, terraform.env)),
        TF_VAR_credentials_password: 'first',
        TF_VAR_credentials_token: 'second',
      },
      program: inCluster(lab.cluster, contained('terraform')),
    };
  });

  test('are taken as they are', async () => {
    expect(first.size).toBeGreaterThan(COUNT / 2);
    await becomes(first, ['password']);
  });

  test('may become any others', async () => {
    await becomes(
      new Map(
        [...first].map(([name, { ports, ...before }], index) => {
          const kept = { ...Object.fromEntries(LASTING.map((option) => [option, before[option]])), ports };
          const [after] = fc.sample(acceptedWorkload(kept), { seed: SEED + index, numRuns: 1 });
          return [name, after ?? { ...before, ports }];
        }),
      ),
      ['password', 'token'],
    );
  });

  async function becomes(all: ReadonlyMap<string, WorkloadSpec>, keys: readonly string[]): Promise<void> {
    const stack = stackOf(all, keys);
    await applyStack(stack, settings);
    expect(actionsOf((await planStack(stack, settings)).changes)).toEqual({});
    expect(await refusedPods()).toEqual([]);
    // Terraform cannot see what it wrote: another key must be written all the same.
    const { stdout } = await kubectl('', 'get', 'secret', 'credentials', '--output=json');
    expect(Object.keys((JSON.parse(stdout) as { readonly data: object }).data).sort()).toEqual(keys);
  }

  function stackOf(all: ReadonlyMap<string, WorkloadSpec>, keys: readonly string[]): StackFolder {
    const folder = join(lab.home, NAMESPACE);
    const { resource, provider, terraform, variable } = synth((scope) => {
      new KubernetesProvider(scope, 'kubernetes', {
        configPath: kubeconfigOf(lab.cluster),
        configContext: 'lab',
      });
      const namespace = new Namespace(scope, NAMESPACE);
      new ManagedSecret(scope, 'credentials', { namespace, keys, revision: 1 });
      for (const [name, spec] of all) new Workload(scope, name, { ...spec, name, namespace });
    });
    for (const blocks of Object.values(resource))
      for (const block of Object.values(blocks)) {
        // Their image is nowhere.
        if ('wait_for_rollout' in block || block.spec?.template !== undefined) block.wait_for_rollout = false;
        if (block.spec?.access_modes !== undefined) block.wait_until_bound = false;
      }
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'cdk.tf.json'), JSON.stringify({ resource, provider, terraform, variable }));
    return { name: NAMESPACE, folder };
  }

  async function kubectl(input: string, ...args: readonly string[]) {
    return runInCluster(lab.cluster, ['kubectl', `--namespace=${NAMESPACE}`, ...args], {
      timeoutMs: 60_000,
      input,
    });
  }

  /** Why pods of the workloads could not be made, with the names of the workloads. */
  async function refusedPods(): Promise<readonly string[]> {
    const { stdout } = await kubectl('', 'get', 'deployments,statefulsets,daemonsets', '--output=json');
    const { items } = JSON.parse(stdout) as { readonly items: readonly any[] };
    const refused: string[] = [];
    for (const { metadata, spec } of items) {
      const claimed = (spec.volumeClaimTemplates ?? []).map((claim: any) => ({
        name: claim.metadata.name,
        emptyDir: {},
      }));
      const pod = {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { ...spec.template.metadata, name: `${metadata.name}-pod`, namespace: NAMESPACE },
        spec: { ...spec.template.spec, volumes: [...(spec.template.spec.volumes ?? []), ...claimed] },
      };
      const { code, output } = await kubectl(JSON.stringify(pod), 'create', '--dry-run=server', '-f', '-');
      if (code !== 0) refused.push(`${metadata.name}: ${output}`);
    }
    return refused;
  }
});

function workloads(specs: readonly (WorkloadSpec | undefined)[]): ReadonlyMap<string, WorkloadSpec> {
  return new Map(specs.flatMap((spec, index) => (spec === undefined ? [] : [[`w${index}`, spec] as const])));
}

function tell(message: string): void {
  process.stderr.write(`  ${message}\n`);
}
