import { HorizontalPodAutoscalerV2 } from '@cdktf/provider-kubernetes/lib/horizontal-pod-autoscaler-v2';
import { claimAddress } from '../../terraform';
import { isAutoscaled } from '../replicas';
import { after, metadataOf, type WorkloadContext } from './context';

/**
 * Scales the deployment, where bounds are given. It does not wait for the deployment: a new one begins with one pod and
 * must grow to `min` while Terraform still waits for it.
 */
export function autoscalerOf(context: WorkloadContext): void {
  const { name, replicas } = context.workload;
  if (!isAutoscaled(replicas)) return;
  claimAddress(
    new HorizontalPodAutoscalerV2(context.scope, 'autoscaler', {
      metadata: metadataOf(context),
      spec: {
        minReplicas: replicas.min,
        maxReplicas: replicas.max,
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
        metric: [
          {
            type: 'Resource',
            resource: {
              name: 'cpu',
              target: { type: 'Utilization', averageUtilization: replicas.cpuPercent },
            },
          },
        ],
      },
      ...after(context),
    }),
    name,
  );
}
