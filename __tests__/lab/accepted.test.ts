import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { KubernetesProvider } from '@cdktf/provider-kubernetes/lib/provider';
import {
  ManagedSecret,
  Namespace,
  ScheduledWorkload,
  type ScheduledWorkloadSpec,
  Workload,
  type WorkloadSpec,
} from 'slipway';
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
import { type SynthesisedStack, synth } from '../support/synth';
import { acceptedSchedule, acceptedWorkload, LASTING } from './support/any-workload';
import { clusterLab } from './support/cluster-lab';
import { toldOf } from './support/told-of';
import { whereClusterRuns } from './support/where-machines-run';

// What a synth accepts, Terraform and Kubernetes must take, and find as it was said: also when it changes. Pods are not started.

const NAMESPACE = 'accepted';
const STACK = 'dev-any';
const FRESH = 'fresh';
const COUNT = 40;
const SCHEDULED = 20;
const SEED = 20_261_201;

whereClusterRuns('workloads that a synth accepts', () => {
  const lab = clusterLab();
  const first = byName('w', fc.sample(acceptedWorkload(), { seed: SEED, numRuns: COUNT }));
  const scheduled = (seed: number) =>
    byName('s', fc.sample(acceptedSchedule(), { seed, numRuns: SCHEDULED }));
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
    await becomes(firsts());
  });

  test('may become any others, by the changes that the review tells', async () => {
    const [before, after] = [firsts(), others()];
    const { changes } = await planStack(stackOf(after, NAMESPACE), settings);
    const told = toldOf(
      { [STACK]: blocksOf(before, NAMESPACE).resource },
      { [STACK]: blocksOf(after, NAMESPACE).resource },
      STACK,
    );
    expect(Object.fromEntries([...told].map(([address, { word }]) => [address, word]))).toEqual(
      actionsOf(changes),
    );
    await becomes(after);
  });

  test('end as the same objects that a fresh namespace gets', async () => {
    const stack = stackOf(others(), FRESH);
    await applyStack(stack, settings);
    expect(await objectsIn(NAMESPACE)).toEqual(await objectsIn(FRESH));
  });

  function firsts(): All {
    return { workloads: first, scheduled: scheduled(SEED), keys: ['password'] };
  }

  function others(): All {
    const workloads = [...first].map(([name, before], index) => {
      const kept = Object.fromEntries(
        [...LASTING, 'ports' as const].map((option) => [option, before[option]]),
      );
      const [after] = fc.sample(acceptedWorkload(kept), { seed: SEED + index, numRuns: 1 });
      return [name, after ?? before] as const;
    });
    return { workloads: new Map(workloads), scheduled: scheduled(SEED + 1), keys: ['password', 'token'] };
  }

  async function becomes(all: All): Promise<void> {
    const stack = stackOf(all, NAMESPACE);
    await applyStack(stack, settings);
    expect(actionsOf((await planStack(stack, settings)).changes)).toEqual({});
    expect(await refusedPods()).toEqual([]);
    // Terraform cannot see what it wrote: another key must be written all the same.
    const { stdout } = await kubectl(NAMESPACE, ['get', 'secret', 'credentials', '--output=json']);
    expect(Object.keys((JSON.parse(stdout) as { readonly data: object }).data).sort()).toEqual(all.keys);
  }

  function stackOf(all: All, name: string): StackFolder {
    const folder = join(lab.home, name);
    const { resource, provider, terraform, variable } = blocksOf(all, name);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'cdk.tf.json'), JSON.stringify({ resource, provider, terraform, variable }));
    return { name, folder };
  }

  function blocksOf({ workloads, scheduled, keys }: All, name: string): SynthesisedStack {
    const stack = synth((scope) => {
      new KubernetesProvider(scope, 'kubernetes', {
        configPath: kubeconfigOf(lab.cluster),
        configContext: 'lab',
      });
      const namespace = new Namespace(scope, name);
      new ManagedSecret(scope, 'credentials', { namespace, keys, revision: 1 });
      for (const [id, spec] of workloads) new Workload(scope, id, { ...spec, name: id, namespace });
      for (const [id, spec] of scheduled) new ScheduledWorkload(scope, id, { ...spec, name: id, namespace });
    });
    for (const blocks of Object.values(stack.resource))
      for (const block of Object.values(blocks)) {
        // Their image is nowhere.
        if ('wait_for_rollout' in block || block.spec?.template !== undefined) block.wait_for_rollout = false;
        if (block.spec?.access_modes !== undefined) block.wait_until_bound = false;
        // No cloud gives addresses here.
        if (block.spec?.type === 'LoadBalancer') block.wait_for_load_balancer = false;
      }
    return stack;
  }

  async function kubectl(namespace: string, args: readonly string[], input = '') {
    return runInCluster(lab.cluster, ['kubectl', `--namespace=${namespace}`, ...args], {
      timeoutMs: 60_000,
      input,
    });
  }

  /** Kind and name → what is asked for, without what the cluster adds by itself. */
  async function objectsIn(namespace: string): Promise<Readonly<Record<string, unknown>>> {
    const { stdout } = await kubectl(namespace, ['get', KINDS.join(), '--output=json']);
    const { items } = JSON.parse(stdout.replaceAll(namespace, 'here')) as { readonly items: readonly any[] };
    const nameOf = ({ kind, metadata }: any) => `${kind} ${metadata.name}`;
    const scaled = items.flatMap(({ spec }) =>
      spec?.scaleTargetRef === undefined
        ? []
        : [nameOf({ kind: spec.scaleTargetRef.kind, metadata: spec.scaleTargetRef })],
    );
    return Object.fromEntries(
      items.map((item) => [nameOf(item), asked(item, scaled.includes(nameOf(item)) ? ['replicas'] : [])]),
    );
  }

  /** Why pods of the workloads could not be made, with the names of the workloads. */
  async function refusedPods(): Promise<readonly string[]> {
    const kinds = 'deployments,statefulsets,daemonsets,cronjobs';
    const { stdout } = await kubectl(NAMESPACE, ['get', kinds, '--output=json']);
    const { items } = JSON.parse(stdout) as { readonly items: readonly any[] };
    const refused: string[] = [];
    for (const { metadata, spec } of items) {
      const { template, volumeClaimTemplates = [] } = spec.jobTemplate?.spec ?? spec;
      const claimed = volumeClaimTemplates.map((claim: any) => ({ name: claim.metadata.name, emptyDir: {} }));
      const pod = {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { ...template.metadata, name: `${metadata.name}-pod`, namespace: NAMESPACE },
        spec: { ...template.spec, volumes: [...(template.spec.volumes ?? []), ...claimed] },
      };
      const create = ['create', '--dry-run=server', '-f', '-'];
      const { code, output } = await kubectl(NAMESPACE, create, JSON.stringify(pod));
      if (code !== 0) refused.push(`${metadata.name}: ${output}`);
    }
    return refused;
  }
});

interface All {
  readonly workloads: ReadonlyMap<string, WorkloadSpec>;
  readonly scheduled: ReadonlyMap<string, ScheduledWorkloadSpec>;
  /** Of the Secret. */
  readonly keys: readonly string[];
}

/** Of whatever a workload is made of. Secrets are told apart by their keys, and claims are never changed. */
const KINDS = [
  ...['deployments', 'statefulsets', 'daemonsets', 'cronjobs', 'services', 'configmaps', 'ingresses'],
  ...['networkpolicies', 'poddisruptionbudgets', 'horizontalpodautoscalers', 'serviceaccounts', 'roles'],
];

/** What the cluster says itself, in any object. */
const GIVEN = [
  ...['uid', 'resourceVersion', 'creationTimestamp', 'generation', 'managedFields', 'status', 'secrets'],
  ...['clusterIP', 'clusterIPs', 'nodePort', 'healthCheckNodePort'],
  ...['deployment.kubernetes.io/revision', 'deprecated.daemonset.template.generation'],
];

function asked(object: unknown, further: readonly string[]): unknown {
  const left = [...GIVEN, ...further];
  return JSON.parse(
    JSON.stringify(object, (key, value: any) => {
      // The templates of claims never change, their labels included.
      if (key === 'volumeClaimTemplates') return value.map(({ spec }: any) => spec);
      return left.includes(key) ? undefined : value;
    }),
  );
}

function byName<S>(prefix: string, specs: readonly (S | undefined)[]): ReadonlyMap<string, S> {
  return new Map(
    specs.flatMap((spec, index) => (spec === undefined ? [] : [[`${prefix}${index}`, spec] as const])),
  );
}

function tell(message: string): void {
  process.stderr.write(`  ${message}\n`);
}
