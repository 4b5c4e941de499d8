import { join } from 'node:path';
import { kubernetesPrograms } from '../cluster';
import { buildGoProgram } from '../go-program';
import type { ImageFile } from './blank-image';
import { buildImage } from './build-image';
import type { ImageRecipe } from './image-recipe';

/** Debian 12 with cloud-init, SSH and the guest agent, and nothing else: the base of the lab's machines. */
const debianRecipe: ImageRecipe = { name: 'debian', layers: [join(__dirname, 'debian')] };

/** The Debian image, built on first use. @throws Failure with the last lines of the build's output. */
export function buildDebianImage(env: NodeJS.ProcessEnv = process.env): Promise<ImageFile> {
  return buildImage(debianRecipe, env);
}

/**
 * The Debian image with everything that makes a machine a cluster node: containerd, network plugins, kubelet and
 * kube-proxy. Built on first use.
 *
 * @throws Failure with the last lines of the build's output.
 * @throws ProgramUnavailable if the Kubernetes programs could not be built.
 */
export function buildNodeImage(env: NodeJS.ProcessEnv = process.env): Promise<ImageFile> {
  const kubernetes = join(buildGoProgram(kubernetesPrograms, env), 'bin');
  const installed = (program: string) => [`/usr/local/bin/${program}`, join(kubernetes, program)] as const;
  return buildImage(
    {
      name: 'node',
      layers: [...debianRecipe.layers, join(__dirname, 'node')],
      programs: Object.fromEntries(['kubelet', 'kube-proxy'].map(installed)),
    },
    env,
  );
}
