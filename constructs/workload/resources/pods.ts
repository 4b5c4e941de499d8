import {
  kubernetes,
  type DaemonSetV1,
  type DeploymentV1,
  type StatefulSetV1,
} from '../../providers/kubernetes';
import type { TerraformResource } from '../../cdktf';
import { Duration } from '../../quantities';
import { claimAddress } from '../../terraform';
import { isFixed, mostReplicas } from '../replicas';
import { DAEMON_SET_STEPS, isNone, rollingUpdateOf } from '../rollout';
import type { WorkloadKind } from '../kind';
import type { ResolvedWorkload } from '../workload-spec';
import { claimTemplatesOf } from './claims';
import { podTemplate } from './pod';
import { reasonsOf } from './reasons';
import { after, metadataOf, selectorOf, type WorkloadContext } from './context';
import { headlessName } from './service';

/** What runs the pods. @param needs what must be there before they start */
export function podsOf(
  context: WorkloadContext,
  needs: readonly (TerraformResource | undefined)[],
): TerraformResource {
  const { single, kind, name } = context.workload;
  const make = single ? statefulSet : MAKERS[kind];
  return claimAddress(make(context, needs), name);
}

type Make = (
  context: WorkloadContext,
  needs: readonly (TerraformResource | undefined)[],
) => TerraformResource;

const MAKERS: Readonly<Record<WorkloadKind, Make>> = { deployment, statefulSet, daemonSet };

function deployment(
  context: WorkloadContext,
  needs: readonly (TerraformResource | undefined)[],
): DeploymentV1 {
  const { workload, namespace } = context;
  const { name, replicas, rolloutDeadline } = workload;
  // The deadline starts again with each pod that comes up: Terraform must wait long enough for the last one.
  const timeout = Duration.seconds(rolloutDeadline.toSeconds() * (mostReplicas(replicas) + 2)).toString();
  return new kubernetes.DeploymentV1(context.scope, 'Resource', {
    metadata: metadataOf(context, name, reasonsOf(workload)),
    spec: {
      // An autoscaler decides; a number here would undo its decision at every apply.
      ...(isFixed(replicas) ? { replicas: String(replicas) } : {}),
      selector: { matchLabels: selectorOf(name) },
      strategy: strategyOf(workload),
      ...keptOf(workload),
      progressDeadlineSeconds: rolloutDeadline.toSeconds(),
      template: podTemplate(workload, namespace.name),
    },
    timeouts: { create: timeout, update: timeout },
    ...after(context, ...needs),
  });
}

/** Replicas with names and claims of their own, or at most one pod. */
function statefulSet(
  context: WorkloadContext,
  needs: readonly (TerraformResource | undefined)[],
): StatefulSetV1 {
  const { workload, namespace } = context;
  const { name, kind, replicas, rolloutDeadline, terminationGrace, minReady } = workload;
  const count = mostReplicas(replicas);
  const { templates, ignored } = claimTemplatesOf(workload);
  // A rollout goes from the last replica to the first: each ends before its successor begins.
  const each = rolloutDeadline.toSeconds() + terminationGrace.toSeconds() + minReady.toSeconds();
  const timeout = Duration.seconds(each * Math.max(1, count)).toString();
  return new kubernetes.StatefulSetV1(context.scope, 'Resource', {
    metadata: metadataOf(context, name, reasonsOf(workload)),
    spec: {
      serviceName: kind === 'statefulSet' ? headlessName(name) : name,
      // This concerns starts only: replicas that are ready when a quorum is there would wait for each other for ever in order, and
      // a broken one would have to become healthy before it was replaced. A rollout goes one by one either way.
      podManagementPolicy: 'Parallel',
      ...keptOf(workload),
      replicas: String(count),
      selector: { matchLabels: selectorOf(name) },
      // The partition is what Kubernetes puts in: left out, every plan would want to take it away again.
      updateStrategy: [{ type: 'RollingUpdate', rollingUpdate: [{ partition: 0 }] }],
      template: podTemplate(workload, namespace.name),
      ...(templates.length === 0 ? {} : { volumeClaimTemplate: templates }),
    },
    timeouts: { create: timeout, update: timeout },
    ...(ignored.length === 0 ? {} : { lifecycle: { ignoreChanges: ignored } }),
    ...after(context, ...needs),
  });
}

function strategyOf({ kind, rollout }: ResolvedWorkload) {
  if (rollout === 'recreate') return { type: 'Recreate' };
  const { maxUnavailable, maxSurge } = rollingUpdateOf(kind, rollout);
  return {
    type: 'RollingUpdate',
    rollingUpdate: { maxUnavailable: String(maxUnavailable), maxSurge: String(maxSurge) },
  };
}

/** What is left out is as Kubernetes has it. */
function keptOf({ minReady, historyLimit }: ResolvedWorkload) {
  return {
    ...(minReady.toSeconds() === 0 ? {} : { minReadySeconds: minReady.toSeconds() }),
    ...(historyLimit === undefined ? {} : { revisionHistoryLimit: historyLimit }),
  };
}

/** How many steps Terraform waits for. A number of nodes at once does not say; those steps seldom last as long as they may. */
function stepsOf({ rollout }: ResolvedWorkload): number {
  const { maxUnavailable, maxSurge } = rollingUpdateOf('daemonSet', rollout === 'recreate' ? {} : rollout);
  const shares = [maxUnavailable, maxSurge].filter((amount) => typeof amount === 'string' && !isNone(amount));
  return Math.max(
    DAEMON_SET_STEPS,
    ...shares.map((share) => Math.ceil(100 / Number.parseInt(String(share), 10))),
  );
}

/** One pod on every node. */
function daemonSet(context: WorkloadContext, needs: readonly (TerraformResource | undefined)[]): DaemonSetV1 {
  const { workload, namespace } = context;
  const { name, rolloutDeadline, terminationGrace, minReady } = workload;
  const step = rolloutDeadline.toSeconds() + terminationGrace.toSeconds() + minReady.toSeconds();
  return new kubernetes.DaemonSetV1(context.scope, 'Resource', {
    metadata: metadataOf(context, name, reasonsOf(workload)),
    spec: {
      selector: { matchLabels: selectorOf(name) },
      strategy: strategyOf(workload),
      ...keptOf(workload),
      template: podTemplate(workload, namespace.name),
    },
    timeouts: {
      create: Duration.seconds(step).toString(),
      update: Duration.seconds(step * stepsOf(workload)).toString(),
    },
    ...after(context, ...needs),
  });
}
