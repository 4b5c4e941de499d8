import {
  kubernetes,
  type PersistentVolumeClaimV1,
  type StatefulSetV1SpecVolumeClaimTemplate,
} from '../../providers/kubernetes';
import { claimAddress } from '../../terraform';
import { mostReplicas } from '../replicas';
import type { ResolvedWorkload } from '../workload-spec';
import type { Volume } from '../volume';
import { after, metadataOf, type Named, ownLabelsOf, type WorkloadContext } from './context';
import { by } from '../../../core/text';

/** What decides how many claims each volume has. */
export type StoredBy = Pick<ResolvedWorkload, 'kind' | 'replicas'>;

/** What of a workload its claims are made from. */
export type Stored = Named & Pick<ResolvedWorkload, 'volumes' | 'storageClass' | 'protect'> & StoredBy;

/** The name of the one claim behind a workload's volume. */
export function claimName(workload: string, volume: string): string {
  return `${workload}-${volume}`;
}

/** The name of a volume in the pod, and of its claim template in a stateful set. */
export function volumeName(volume: string): string {
  return `volume-${volume}`;
}

/**
 * The claims: one a volume, or one a volume and replica of a stateful set. Each is a resource of its own, which grows in place, is
 * protected, and goes only in a plan that names it. A stateful set takes a claim that has the name that its template would give.
 */
export function claimsOf(context: WorkloadContext<Stored>): readonly PersistentVolumeClaimV1[] {
  const { name: workload, kind, replicas } = context.workload;
  const volumes = inOrder(context.workload);
  if (kind !== 'statefulSet')
    return volumes.map(([name, volume]) =>
      claimOf(context, volumeName(name), claimName(workload, name), volume),
    );
  const ordinals = Array.from({ length: mostReplicas(replicas) }, (_, ordinal) => ordinal);
  return volumes.flatMap(([name, volume]) =>
    ordinals.map((ordinal) =>
      claimOf(
        context,
        `${volumeName(name)}-${ordinal}`,
        `${volumeName(name)}-${workload}-${ordinal}`,
        volume,
      ),
    ),
  );
}

/** Tells reviews and deploys that the claims of a template are resources of their own. */
const DECLARED = { 'slipway/claims': 'declared' };

/** The templates that give the replicas of a stateful set their claims, and what of them must not be compared. */
export function claimTemplatesOf(workload: ResolvedWorkload): {
  readonly templates: StatefulSetV1SpecVolumeClaimTemplate[];
  readonly ignored: string[];
} {
  const volumes = workload.kind === 'statefulSet' ? inOrder(workload) : [];
  const templates = volumes.map(([name, volume]) => ({
    // Kubernetes refuses another label here later: those that may change are on the claims themselves.
    metadata: { name: volumeName(name), labels: ownLabelsOf(workload), annotations: DECLARED },
    spec: claimSpec(workload, volume),
  }));
  // Kubernetes refuses a change to a template. It is only read for a replica that nobody declared; the claims themselves change.
  const ignored = templates.flatMap((_, index) =>
    ['metadata[0].labels', 'spec[0].resources'].map(
      (argument) => `spec[0].volume_claim_template[${index}].${argument}`,
    ),
  );
  return { templates, ignored };
}

function inOrder({ volumes }: Pick<Stored, 'volumes'>): readonly (readonly [string, Volume])[] {
  return Object.entries(volumes).sort(by(([name]) => name));
}

function claimSpec(
  { storageClass }: Pick<Stored, 'storageClass'>,
  { size, accessMode = 'ReadWriteOnce' }: Volume,
) {
  return {
    accessModes: [accessMode],
    resources: { requests: { storage: size.toString() } },
    ...(storageClass === undefined ? {} : { storageClassName: storageClass }),
  };
}

function claimOf(
  context: WorkloadContext<Stored>,
  id: string,
  name: string,
  volume: Volume,
): PersistentVolumeClaimV1 {
  return claimAddress(
    new kubernetes.PersistentVolumeClaimV1(context.scope, id, {
      metadata: metadataOf(context, name),
      spec: claimSpec(context.workload, volume),
      // A class that binds with the first pod would never bind: the pod waits for this resource.
      waitUntilBound: false,
      ...lifecycleOf(context.workload),
      ...after(context),
    }),
    name,
  );
}

/**
 * A claim can only go once no pod uses it. Terraform destroys before it updates, and would wait for ever for a set that still has its
 * replica: with `create_before_destroy`, which holds for the order of a mere destruction too, the set loses the replica first.
 */
function lifecycleOf({ kind, protect }: Stored) {
  const lifecycle = {
    ...(protect ? { preventDestroy: true } : {}),
    ...(kind === 'statefulSet' ? { createBeforeDestroy: true } : {}),
  };
  return Object.keys(lifecycle).length === 0 ? {} : { lifecycle };
}
