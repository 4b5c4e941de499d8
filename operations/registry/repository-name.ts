import { DOCKER_HUB, wholeRepository } from '../../core/images';

/** A repository reference, parsed as Docker does. */
interface RepositoryName {
  /** The name under which credentials are stored: `registry.example.com`, `localhost:5000`. */
  readonly registry: string;
  /** The host of the API. It differs from the registry's name only for Docker Hub. */
  readonly host: string;
  /** Its name within the registry: `shop/api`. */
  readonly name: string;
}

export function repositoryName(repository: string): RepositoryName {
  const [registry = '', ...path] = wholeRepository(repository).split('/');
  const host = registry === DOCKER_HUB ? 'registry-1.docker.io' : registry;
  return { registry, host, name: path.join('/') };
}

/** Whether a registry is on this machine. Docker uses plain HTTP there, too. */
export function isLoopback(registry: string): boolean {
  return /^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/.test(registry);
}
