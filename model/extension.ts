import type { TerraformStack } from '../constructs/cdktf';
import type { NamespaceReference } from '../constructs/namespace';
import type { Workload } from '../constructs/workload';

/** A stack of an environment that more is put into, with the provider of its cluster. */
export interface ExtendedStack extends TerraformStack {
  /** The namespace of the environment. */
  readonly namespace: NamespaceReference;
}

/**
 * Puts resources into a stack of an environment. `S` names the project's services: each is there while it runs an image.
 *
 * @example
 * const search: Extension = (stack, { api }) => {
 *   new Workload(stack, 'search', {
 *     namespace: stack.namespace,
 *     image: pinnedImage('docker.io/library/opensearch', `sha256:${'a'.repeat(64)}`),
 *     cpu: Cpu.cores(1),
 *     memory: Size.gibibytes(2),
 *     ready: noProbe('an example'),
 *     connectsTo: api === undefined ? {} : { API: api.endpoint('http') },
 *   });
 * };
 */
export type Extension<S = Readonly<Record<string, unknown>>> = (
  stack: ExtendedStack,
  workloads: { readonly [K in keyof S]?: Workload },
) => void;
