import { renderFindings } from '../../core/findings';
import { readRecord } from '../../core/record';
import { baseStack, type Environment, namespaceOf, type Project, servicesStack } from '../../model';
import { type ClusterClient, refuseUnreachable } from '../../operations/cluster';
import {
  adoptHealthy,
  applyPlan,
  explainTerraform,
  explainWorkloads,
  failedWorkloads,
  initialise,
  MACHINE_TYPES,
  nameIn,
  planStack,
  type RunEvent,
  type DeploymentPorts,
  stackFolder,
  stateOf,
  TerraformFailure,
  type TerraformSettings,
  terraformTitle,
} from '../../operations/deployment';
import type { Releases } from '../../promotion';
import { connectEnvironment } from '../cluster';
import { registryOptions } from '../project';
import { deploymentJobs } from './jobs';
import { joinMissing } from './join-missing';
import { leaveCluster, mayBeNode } from './leave-cluster';
import { preflight } from './preflight';
import { repairImages } from './repair-images';

interface DeploymentPortsOptions {
  readonly project: Project;
  readonly releases: Releases;
  /** Undefined for the stack that no environment owns. */
  readonly environment: Environment | undefined;
  readonly outdir: string;
  readonly terraform: TerraformSettings;
  /** The ssh command for machines that are to join the cluster. */
  readonly ssh: readonly [string, ...string[]];
  readonly tell: (event: RunEvent) => void;
  readonly planOnly: boolean;
  /** The jobs that may run again after a run that failed, or whose end is unknown. */
  readonly rerunJobs: readonly string[];
  /** Whether machines that are cluster nodes are drained before they are removed. */
  readonly drain: boolean;
}

/** How long a machine may take from its start until its node is ready. */
const JOIN_LIMIT_MS = 15 * 60_000;

/** What a deployment acts on: Terraform, and the environment's cluster. */
export function deploymentPorts(options: DeploymentPortsOptions): DeploymentPorts {
  const { outdir, terraform, environment, tell } = options;
  const folderOf = (stack: string) => stackFolder(outdir, stack);
  const note = (stack: string) => (message: string) => {
    tell({ kind: 'note', stack, message });
  };
  const services = environment === undefined ? undefined : servicesStack(environment);
  const base = environment === undefined ? undefined : baseStack(environment);
  let connected: ClusterClient | undefined;
  const cluster = (of: Environment): ClusterClient => (connected ??= connectEnvironment(of, terraform.env));
  const machinesIn = async (stack: string): Promise<readonly string[]> => {
    await initialise(folderOf(stack), terraform);
    const resources = await stateOf(folderOf(stack), terraform);
    return resources.flatMap(({ type, values }) => (MACHINE_TYPES.includes(type) ? nameIn(values) : []));
  };
  const jobs = deploymentJobs(options, cluster);
  return {
    plan: (stack, request) => planStack(folderOf(stack), terraform, request),
    apply: (stack, plan) => {
      const apply = () => applyPlan(folderOf(stack), plan, terraform);
      if (environment?.cluster.nodePool === undefined) return apply();
      return leaveCluster(plan, apply, {
        cluster: () => cluster(environment),
        isNode: mayBeNode(environment, readRecord(outdir)),
        drain: options.drain,
        machinesLeft: () => machinesIn(stack),
        stop: terraform.stop,
        tell: note(stack),
      });
    },
    complete: async (stack, plan) => {
      await jobs.runLastJobs(stack);
      if (environment !== undefined)
        await joinMissing(environment, stack, plan, {
          cluster: () => cluster(environment),
          outdir,
          env: terraform.env,
          ssh: options.ssh,
          timeoutMs: JOIN_LIMIT_MS,
          stop: terraform.stop,
          tell: note(stack),
        });
    },
    machinesIn,
    dueJobs: jobs.dueJobs,
    runJobs: jobs.runJobs,
    preflight: async (stack) => {
      if (environment === undefined) return;
      // The first plan of this stack does not ask the cluster, so it could fail with the stack half applied.
      if (stack === base && !options.planOnly) await refuseUnreachable(cluster(environment));
      if (stack !== services) return;
      const { project, releases } = options;
      const warnings = await preflight({
        project,
        environment,
        releases,
        cluster: cluster(environment),
        registry: registryOptions(project, terraform.env),
        baseApplied: !options.planOnly,
      });
      if (warnings.length > 0) note(stack)(renderFindings(warnings).trimStart());
    },
    correctState: async (stack, plan) => {
      if (environment === undefined) return repairImages(stack, plan, options);
      const adopted = await adoptHealthy(folderOf(stack), plan, cluster(environment), terraform);
      for (const address of adopted)
        note(stack)(
          `${address} came up after ${terraformTitle(terraform.env)} had given up on it: imported instead of created again`,
        );
      return adopted.length > 0;
    },
    explain: async (stack, failure) => {
      if (!(failure instanceof TerraformFailure)) return [];
      const failed = failedWorkloads(failure);
      const known = explainTerraform(folderOf(stack), failure, terraform.env);
      if (environment === undefined || failed.length === 0) return known;
      const namespace = namespaceOf(options.project.name, environment);
      return [...(await explainWorkloads(failed, namespace, cluster(environment))), ...known];
    },
    tell,
    stop: terraform.stop,
  };
}
