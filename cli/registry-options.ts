import type { Project } from '../model';
import { dockerCredentials, type RegistryOptions } from '../operations/registry';

/** How a project's registry is asked: as whoever is signed in to it with Docker here. */
export function registryOptions({ props }: Project, env: NodeJS.ProcessEnv): RegistryOptions {
  return {
    credentials: dockerCredentials(env['DOCKER_CONFIG'], env),
    // Docker's word for a registry without TLS is that nobody signs in to it.
    plainHttp: props.build?.registryAuth === 'none' ? true : undefined,
  };
}
