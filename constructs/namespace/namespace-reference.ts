import type { TerraformResource } from 'cdktf';

/** A namespace, as what lives in it names it. */
export interface NamespaceReference {
  readonly name: string;
  /** What must be there before anything is made in it. @default nothing: it exists already */
  readonly resource?: TerraformResource;
  /** What must be there before a pod runs in it. @default nothing */
  readonly isolation?: readonly TerraformResource[];
}
