import { KubernetesProvider } from '@cdktf/provider-kubernetes/lib/provider';
import type { TerraformStack } from 'cdktf';
import { synth } from '../../support/synth';

/** The Kubernetes resources that `build` makes, by type and name. */
export function synthKubernetes(build: (stack: TerraformStack) => void): any {
  return synth((stack) => {
    new KubernetesProvider(stack, 'kubernetes', {});
    build(stack);
  }).resource;
}
