import { PersistentVolumeClaimV1 } from '@cdktf/provider-kubernetes/lib/persistent-volume-claim-v1';
import { claimAddress } from '../../terraform';
import type { ResolvedWorkload } from '../workload-spec';
import type { Volume } from '../volume';
import { after, metadataOf, type WorkloadContext } from './context';

/** What of a workload its claims are made from. */
export type Stored = Pick<ResolvedWorkload, 'name' | 'partOf' | 'volumes' | 'storageClass' | 'protect'>;

/** The name of the claim behind a workload's volume. */
export function claimName(workload: string, volume: string): string {
  return `${workload}-${volume}`;
}

/**
 * One claim a volume. A resource of its own rather than a template in the stateful set, whose templates can't change:
 * so it grows in place and outlives the set.
 */
export function claimsOf(context: WorkloadContext<Stored>): readonly PersistentVolumeClaimV1[] {
  return Object.entries(context.workload.volumes)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, volume]) => claimOf(context, name, volume));
}

function claimOf(
  context: WorkloadContext<Stored>,
  volume: string,
  { size }: Volume,
): PersistentVolumeClaimV1 {
  const { name: workload, storageClass, protect } = context.workload;
  const name = claimName(workload, volume);
  return claimAddress(
    new PersistentVolumeClaimV1(context.scope, `volume-${volume}`, {
      metadata: metadataOf(context, name),
      spec: {
        accessModes: ['ReadWriteOnce'],
        resources: { requests: { storage: size.toString() } },
        ...(storageClass === undefined ? {} : { storageClassName: storageClass }),
      },
      // A class that binds with the first pod would never bind: the pod waits for this resource.
      waitUntilBound: false,
      ...(protect ? { lifecycle: { preventDestroy: true } } : {}),
      ...after(context),
    }),
    name,
  );
}
