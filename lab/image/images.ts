import { join } from 'node:path';
import { kubernetesPrograms } from '../cluster';
import { buildGoProgram } from '../go-program';
import type { ImageFile } from './blank-image';
import { buildImage } from './build-image';
import type { ImageRecipe } from './image-recipe';

/** A Debian 12 with cloud-init, SSH and the guest agent, and nothing else: what machines of the lab are made of. */
export const debianRecipe: ImageRecipe = { name: 'debian', layers: [join(__dirname, 'debian')] };

/** The Debian image, built unless it was before. @throws Failure with the last lines of what the recipe said. */
export function buildDebianImage(env: NodeJS.ProcessEnv = process.env): Promise<ImageFile> {
  return buildImage(debianRecipe, env);
}

/**
 * The Debian image with what makes it a node of a cluster, built unless it was before: containerd, network plugins, kubelet
 * and kube-proxy.
 *
 * @throws Failure with the last lines of what the recipe said.
 * @throws ProgramUnavailable when Kubernetes' own programs could not be built.
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
