import type { TerraformResource } from 'cdktf';

/** A namespace as other constructs refer to it. */
export interface NamespaceReference {
  /** The namespace's name. */
  readonly name: string;
  /** What must exist before anything is created in it. @default nothing: it exists already */
  readonly resource?: TerraformResource;
  /** What must exist before a pod runs in it. @default nothing */
  readonly isolation?: readonly TerraformResource[];
}
