import { Construct } from 'constructs';
import { z } from '../../core/zod';
import { refuseIfAny } from '../../core/findings';
import { checkReference, type NamespaceReference } from '../namespace';
import { checkProps, findingsOf } from '../shape';
import { WORKLOAD_OPTIONS } from './workload-spec';
import { claimsOf, type Stored, type StoredBy } from './resources/claims';

/** For callers without types. */
const VOLUMES = z.looseObject({
  name: WORKLOAD_OPTIONS.name.shape,
  volumes: WORKLOAD_OPTIONS.volumes.shape,
  protect: WORKLOAD_OPTIONS.protect.shape.optional(),
  storageClass: WORKLOAD_OPTIONS.storageClass.shape.optional(),
});

type Defaulted = StoredBy & Pick<Stored, 'labels' | 'annotations'>;

/** What of a workload its storage is made from. */
export type VolumeClaimsProps = Omit<Stored, keyof Defaulted> &
  Partial<Defaulted> & {
    /** Where the workload runs, or will run. */
    readonly namespace: NamespaceReference;
  };

/**
 * The storage of a workload that does not run: the same claims, at the same addresses, as its `Workload` makes. What is
 * stored stays declared, and so stays protected, while nothing is released that uses it.
 *
 * @example
 * new VolumeClaims(this, 'database', {
 *   name: 'database',
 *   namespace: Namespace.existing('shop-prod'),
 *   volumes: { data: { mountPath: '/var/lib/postgresql', size: Size.gibibytes(50) } },
 *   protect: true,
 * });
 *
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/
 */
export class VolumeClaims extends Construct {
  constructor(scope: Construct, id: string, props: VolumeClaimsProps) {
    super(scope, id);
    refuseIfAny(checkProps(props, this.node.path));
    refuseIfAny([
      ...findingsOf(VOLUMES, props, this.node.path),
      ...checkReference(props.namespace, `${this.node.path}.namespace`),
    ]);
    const { namespace, kind = 'deployment', replicas = 1, labels = {}, annotations = {}, ...stored } = props;
    claimsOf({ scope: this, workload: { kind, replicas, labels, annotations, ...stored }, namespace });
  }
}
