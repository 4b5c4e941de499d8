import type { TerraformResource } from '../cdktf';
import type { PodSecurityLevel } from './pod-security';

/** A namespace as other constructs refer to it. */
export interface NamespaceReference {
  /** The namespace's name. */
  readonly name: string;
  /** What must exist before anything is created in it. @default nothing: it exists already */
  readonly resource?: TerraformResource;
  /** Which pods it admits. @default unknown: the cluster decides */
  readonly podSecurity?: PodSecurityLevel;
  /** What must exist before a pod runs in it. @default nothing */
  readonly isolation?: readonly TerraformResource[];
}
