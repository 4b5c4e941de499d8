import { Construct } from 'constructs';
import type { NamespaceReference } from '../namespace';
import { claimsOf, type Stored } from './resources/claims';

export type VolumeClaimsProps = Stored & {
  /** Where the workload runs, or will. */
  readonly namespace: NamespaceReference;
};

/**
 * The storage of a workload that does not run: the same claims, at the same addresses, as its `Workload` makes. What is
 * stored stays declared, and so stays protected, while nothing is released that uses it.
 */
export class VolumeClaims extends Construct {
  constructor(scope: Construct, id: string, { namespace, ...workload }: VolumeClaimsProps) {
    super(scope, id);
    claimsOf({ scope: this, workload, namespace });
  }
}
