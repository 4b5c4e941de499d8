import { join } from 'node:path';
import { writeAtomically } from '../core/files';
import { refuseIfAny } from '../core/findings';
import type { SlotRecord } from '../core/record';
import type { Composition, DeclaredEnvironment } from '../model';
import { applyPlan, planStack, stackFolder, type TerraformSettings } from '../operations/deployment';
import { clusterNodes, type Nodes, sshWatch, type RollPorts } from '../operations/rolling';
import { Placements, readPlacements, renderPlacement } from '../placement';
import { connectEnvironment, joinMachines } from './cluster';
import { synthesise } from './project';

interface RollPortsOptions {
  readonly composition: Composition;
  readonly environment: DeclaredEnvironment;
  readonly pool: string;
  /** The folder that the project is synthesised to. */
  readonly outdir: string;
  readonly terraform: TerraformSettings;
  /** The ssh command; undefined to not wait for first boots. */
  readonly ssh: readonly [string, ...string[]] | undefined;
  /** Whether to drain and await machines that are nodes of the environment's cluster. */
  readonly drain: boolean;
  readonly timeoutMs: number;
  readonly tell: (line: string) => void;
}

/** Everything that a roll acts on: the project's files, Terraform, machines over SSH, and the cluster. */
export function rollPorts(options: RollPortsOptions): RollPorts {
  const { composition, environment, outdir, terraform, ssh, timeoutMs, tell } = options;
  const { project, placements = Placements.of([]) } = composition;
  const { root } = project.props;
  return {
    placement: () => {
      const now = readPlacements(join(root, placements.folder));
      const path = now.pathOf(environment.name);
      refuseIfAny(now.findings.filter((finding) => finding.path.startsWith(path)));
      return now.find(environment.name)?.placement;
    },
    record: (placement) => {
      writeAtomically(join(root, placements.pathOf(environment.name)), renderPlacement(placement));
    },
    synthesise: (placement) =>
      synthesise(
        placement === undefined ? composition : { ...composition, placements: placements.with(placement) },
        outdir,
      ),
    plan: (stack, targets) => planStack(stackFolder(outdir, stack), terraform, { targets }),
    apply: (stack, plan) => applyPlan(stackFolder(outdir, stack), plan, terraform),
    watch: ssh && sshWatch({ ssh, timeoutMs, stop: terraform.stop }),
    nodes: options.drain ? nodesOf(options) : undefined,
    tell,
  };
}

function nodesOf(options: RollPortsOptions): Nodes | undefined {
  const { environment, outdir, pool, terraform, ssh = ['ssh'], timeoutMs, tell } = options;
  const { nodePool, node: joins } = environment.cluster;
  if (nodePool !== pool) return undefined;
  const { env, stop } = terraform;
  const nodes = clusterNodes(connectEnvironment(environment, env), { timeoutMs, tell, stop });
  if (joins === undefined) return nodes;
  return {
    ...nodes,
    comeBack: async (node) => {
      const only = ({ name }: SlotRecord) => name === node;
      await joinMachines(environment, { outdir, env, ssh, timeoutMs, only, tell, stop });
      await nodes.comeBack(node);
    },
  };
}
