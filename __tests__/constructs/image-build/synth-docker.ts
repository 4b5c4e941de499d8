import { DockerProvider } from '@cdktf/provider-docker/lib/provider';
import type { TerraformStack } from 'cdktf';
import { synth, type SynthesisedStack } from '../../support/synth';

/** A synthesised stack that has the provider which images need. */
export function synthDocker(build: (stack: TerraformStack) => void): SynthesisedStack {
  return synth((stack) => {
    new DockerProvider(stack, 'docker');
    build(stack);
  });
}
