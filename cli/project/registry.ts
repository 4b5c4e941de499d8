import type { Project } from '../../model';
import { Failure } from '../../operations/process';
import {
  dockerCredentials,
  missingOfImage,
  type RegistryOptions,
  repositoryName,
} from '../../operations/registry';

/** How to ask registries for a project: with the credentials that Docker has stored on this machine. */
export function registryOptions({ props }: Project, env: NodeJS.ProcessEnv): RegistryOptions {
  return {
    credentials: dockerCredentials(env['DOCKER_CONFIG'], env),
    // A registry that needs no login is the one case in which Docker speaks HTTP without TLS.
    plainHttp:
      props.build?.registryAuth === 'none' && props.registry !== undefined
        ? repositoryName(props.registry).registry
        : undefined,
  };
}

/** What a registry has of an image. Both absent: the image is there, and complete. */
interface ImageLookup {
  /** What is missing, as the end of a sentence. */
  readonly missing?: string;
  /** Why the registry could not be asked. */
  readonly unreachable?: string;
}

/** Looks whether a registry has everything that a node pulls to run an image. */
export async function findImage(
  repository: string,
  digest: string,
  options: RegistryOptions,
): Promise<ImageLookup> {
  try {
    const missing = await missingOfImage(repository, digest, options);
    if (missing.length === 0) return {};
    if (missing.includes(digest)) return { missing: 'the registry does not have it' };
    return { missing: `the registry has lost ${missing.join(', ')} of it` };
  } catch (error) {
    if (error instanceof Failure) return { unreachable: error.message };
    throw error;
  }
}
