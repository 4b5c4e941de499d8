import { DeploymentV1 } from '@cdktf/provider-kubernetes/lib/deployment-v1';
import { StatefulSetV1 } from '@cdktf/provider-kubernetes/lib/stateful-set-v1';
import type { TerraformResource } from 'cdktf';
import { Duration } from '../../quantities';
import { claimAddress, literal } from '../../terraform';
import { isAutoscaled, mostReplicas } from '../replicas';
import type { ResolvedWorkload } from '../workload-spec';
import { podTemplate } from './pod';
import { after, metadataOf, selectorOf, type WorkloadContext } from './context';

/** What runs the pods: a stateful set of one, or a deployment. @param needs what must be there before they start */
export function podsOf(
  context: WorkloadContext,
  needs: readonly (TerraformResource | undefined)[],
): DeploymentV1 | StatefulSetV1 {
  const make = context.workload.single ? statefulSet : deployment;
  return claimAddress<DeploymentV1 | StatefulSetV1>(make(context, needs), context.workload.name);
}

function deployment(
  context: WorkloadContext,
  needs: readonly (TerraformResource | undefined)[],
): DeploymentV1 {
  const { workload, namespace } = context;
  const { name, replicas, rolloutDeadline } = workload;
  // The deadline starts again with each pod that comes up: Terraform must wait long enough for the last one.
  const timeout = Duration.seconds(rolloutDeadline.toSeconds() * (mostReplicas(replicas) + 2)).toString();
  return new DeploymentV1(context.scope, 'Resource', {
    metadata: { ...metadataOf(context), annotations: reasonsOf(workload) },
    spec: {
      // The autoscaler decides; a number here would undo its decision at every apply.
      ...(isAutoscaled(replicas) ? {} : { replicas: String(replicas) }),
      selector: { matchLabels: selectorOf(name) },
      // Never fewer than asked for, and never more than one above: a cluster needs room for one pod more.
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '0', maxSurge: '1' } },
      progressDeadlineSeconds: rolloutDeadline.toSeconds(),
      template: podTemplate(workload, namespace.name),
    },
    timeouts: { create: timeout, update: timeout },
    ...after(context, ...needs),
  });
}

function statefulSet(
  context: WorkloadContext,
  needs: readonly (TerraformResource | undefined)[],
): StatefulSetV1 {
  const { workload, namespace } = context;
  const { name, replicas, rolloutDeadline, terminationGrace } = workload;
  // The old pod ends before the new one begins.
  const timeout = Duration.seconds(rolloutDeadline.toSeconds() + terminationGrace.toSeconds()).toString();
  return new StatefulSetV1(context.scope, 'Resource', {
    metadata: { ...metadataOf(context), annotations: reasonsOf(workload) },
    spec: {
      serviceName: name,
      // In order, Kubernetes would wait for a broken pod to become healthy before it replaced it by a corrected one.
      podManagementPolicy: 'Parallel',
      replicas: String(mostReplicas(replicas)),
      selector: { matchLabels: selectorOf(name) },
      // The partition is what Kubernetes puts in: left out, every plan would want to take it away again.
      updateStrategy: [{ type: 'RollingUpdate', rollingUpdate: [{ partition: 0 }] }],
      template: podTemplate(workload, namespace.name),
    },
    timeouts: { create: timeout, update: timeout },
    ...after(context, ...needs),
  });
}

/** Beside the pods rather than on them: a reason that is worded better must not roll them. */
function reasonsOf({ ready }: ResolvedWorkload): Record<string, string> | undefined {
  return ready.kind === 'none' ? { 'slipway/no-readiness-probe': literal(ready.reason) } : undefined;
}
