/** A repository reference, parsed as Docker does. */
export interface RepositoryName {
  /** The name under which credentials are stored: `registry.example.com`, `localhost:5000`. */
  readonly registry: string;
  /** The host of the API. It differs from the registry's name only for Docker Hub. */
  readonly host: string;
  /** Its name within the registry: `shop/api`. */
  readonly name: string;
}

export const DOCKER_HUB = 'docker.io';

/** The part before the first slash is a registry only if it cannot be anything else. */
export function repositoryName(repository: string): RepositoryName {
  const slash = repository.indexOf('/');
  const first = slash < 0 ? '' : repository.slice(0, slash);
  const named = /[.:]/.test(first) || first === 'localhost';
  const registry = named ? first : DOCKER_HUB;
  const name = named ? repository.slice(slash + 1) : repository;
  if (registry !== DOCKER_HUB) return { registry, host: registry, name };
  return { registry, host: 'registry-1.docker.io', name: name.includes('/') ? name : `library/${name}` };
}

/** Whether a registry is on this machine. Docker uses plain HTTP there, too. */
export function isLoopback(registry: string): boolean {
  return /^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/.test(registry);
}
