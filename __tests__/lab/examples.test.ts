import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { KubernetesProvider } from '@cdktf/provider-kubernetes/lib/provider';
import { APPLICATIONS, applicationOf, type ApplicationName } from '../../examples/measure/applications';
import { compare } from '../../examples/measure/compare';
import type { Manifest } from '../../examples/measure/manifest';
import {
  actionsOf,
  applyStack,
  buildTerraformProviders,
  environmentIn,
  inCluster,
  kubeconfigOf,
  labTerraform,
} from '../../lab';
import { planStack, type StackFolder, type TerraformSettings } from '../../operations/deployment';
import { contained } from '../../operations/process';
import { type SynthesisedStack, synth } from '../support/synth';
import { synthProject } from '../support/synth-project';
import { clusterLab, inside } from './support/cluster-lab';
import { whereClusterRuns } from './support/where-machines-run';

// The public applications, as Terraform makes them in a real cluster: the API server takes every object, the namespace admits
// every pod, and what the server then holds says as much of the application as the examples claim. No node takes their pods: no
// registry has the sample digests, and whether the applications themselves run is not asked here.

const KINDS =
  'namespaces,serviceaccounts,deployments,statefulsets,daemonsets,cronjobs,jobs,services,ingresses,poddisruptionbudgets';

whereClusterRuns('the public applications', () => {
  const lab = clusterLab();
  let settings: TerraformSettings;

  const kubectl = (...args: readonly string[]): Promise<string> => inside(lab.cluster, 'kubectl', ...args);

  beforeAll(async () => {
    const { pluginDir: _, ...terraform } = labTerraform({ providers: '', planFolder: lab.home, tell });
    settings = {
      ...terraform,
      env: environmentIn(lab.cluster, buildTerraformProviders(tell, terraform.env)),
      program: inCluster(lab.cluster, contained('terraform')),
    };
    await kubectl('cordon', '--selector=kubernetes.io/hostname');
  });

  for (const name of Object.keys(APPLICATIONS) as readonly ApplicationName[]) {
    describe(name, () => {
      const composition = APPLICATIONS[name];
      const environment = composition.environments[0]?.name ?? '';
      const namespace = `${composition.project.name}-${environment}`;
      let services: StackFolder;

      beforeAll(() => {
        const { stacks } = synthProject(composition);
        const stackOf = (part: string): StackFolder =>
          written(`${name}-${part}`, stacks[`${environment}-${part}`]);
        services = stackOf('services');
        return applyStack(stackOf('base'), settings);
      });

      test('the API server takes every object of it', async () => {
        const changes = Object.values(await applyStack(services, settings));
        expect(new Set(changes)).toEqual(new Set(['create']));
      });

      test('nothing of it changes by itself', async () => {
        expect(actionsOf((await planStack(services, settings)).changes)).toEqual({});
      });

      test('what the API server holds says as much as the example claims', async () => {
        const claimed = applicationOf(name);
        const held = await objectsIn(namespace, 'get', KINDS);
        expect(compare({ ...claimed, made: held }).missing).toEqual(compare(claimed).missing);
      });

      test('its namespace admits each of its pods', async () => {
        const pods = (
          await objectsIn(namespace, 'get', 'deployments,statefulsets,daemonsets,cronjobs,jobs')
        ).map(podOf);
        expect(pods).not.toEqual([]);
        const admitted = await dryRun(namespace, pods);
        expect(admitted.split('\n').sort()).toEqual(
          pods.map((pod) => `pod/${pod.metadata.name} created (server dry run)`).sort(),
        );
      });

      test('its namespace admits no pod that its services do not need', async () => {
        const [privileged] = [{ kind: 'Pod', metadata: { name: 'intruder' }, spec: INTRUDER }];
        await expect(dryRun(namespace, [privileged])).rejects.toThrow(/violates PodSecurity/);
      });
    });
  }

  async function objectsIn(namespace: string, ...args: readonly string[]): Promise<readonly Manifest[]> {
    const list = JSON.parse(await kubectl(`--namespace=${namespace}`, ...args, '--output=json')) as {
      readonly items: readonly Manifest[];
    };
    // A namespace is in none: all of them were listed.
    return list.items.filter(({ kind, metadata }) => kind !== 'Namespace' || metadata.name === namespace);
  }

  function dryRun(namespace: string, items: readonly Manifest[]): Promise<string> {
    const file = join(lab.home, 'pods.json');
    writeFileSync(file, JSON.stringify({ apiVersion: 'v1', kind: 'List', items: items.map(versioned) }));
    return kubectl(`--namespace=${namespace}`, 'create', '--dry-run=server', `--filename=${file}`);
  }

  /** A stack of the example, for the lab's cluster. It waits for no pod. */
  function written(name: string, stack: SynthesisedStack | undefined): StackFolder {
    const folder = join(lab.home, name);
    const { provider, terraform } = synth((scope) => {
      new KubernetesProvider(scope, 'kubernetes', {
        configPath: kubeconfigOf(lab.cluster),
        configContext: 'lab',
      });
    });
    const resource = withoutWaiting(stack?.resource ?? {});
    const variable = Object.fromEntries(
      Object.entries(stack?.variable ?? {}).map(([key, block]) => [key, { ...block, default: 'a sample' }]),
    );
    mkdirSync(folder, { recursive: true });
    // Terraform takes an empty block for no block.
    const variables = Object.keys(variable).length === 0 ? {} : { variable };
    writeFileSync(
      join(folder, 'cdk.tf.json'),
      JSON.stringify({ resource, ...variables, provider, terraform }),
    );
    return { name, folder };
  }
});

const INTRUDER = { hostNetwork: true, containers: [{ name: 'intruder', image: 'intruder' }] };

/** What else Terraform would wait for, by type of resource. */
const WAITS: Readonly<Record<string, object>> = {
  kubernetes_daemon_set_v1: { wait_for_rollout: false },
  kubernetes_deployment_v1: { wait_for_rollout: false },
  kubernetes_job_v1: { wait_for_completion: false },
  kubernetes_persistent_volume_claim_v1: { wait_until_bound: false },
  kubernetes_service_v1: { wait_for_load_balancer: false },
  kubernetes_stateful_set_v1: { wait_for_rollout: false },
};

function withoutWaiting(resource: SynthesisedStack['resource']): SynthesisedStack['resource'] {
  return Object.fromEntries(
    Object.entries(resource).map(([type, named]) => [
      type,
      Object.fromEntries(Object.entries(named).map(([id, block]) => [id, { ...block, ...WAITS[type] }])),
    ]),
  );
}

/** The pod that a workload's template describes. */
function podOf({ kind, metadata, spec }: any): Manifest {
  const { template } = spec.jobTemplate?.spec ?? spec;
  return {
    ...template,
    kind: 'Pod',
    metadata: { labels: template.metadata.labels, name: `${metadata.name}-${kind.toLowerCase()}` },
  };
}

function versioned(manifest: Manifest): object {
  return { apiVersion: 'v1', ...manifest };
}

function tell(message: string): void {
  process.stderr.write(`  ${message}\n`);
}
