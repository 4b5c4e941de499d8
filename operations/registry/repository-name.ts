/** A repository, taken apart as Docker does. */
export interface RepositoryName {
  /** Under which its credentials are kept: `registry.example.com`, `localhost:5000`. */
  readonly registry: string;
  /** Where its API answers; another host than the registry's name only for Docker Hub. */
  readonly host: string;
  /** Its name within the registry: `shop/api`. */
  readonly name: string;
}

export const DOCKER_HUB = 'docker.io';

/** What comes before the first slash is a registry only where it can't be anything else. */
export function repositoryName(repository: string): RepositoryName {
  const slash = repository.indexOf('/');
  const first = slash < 0 ? '' : repository.slice(0, slash);
  const named = /[.:]/.test(first) || first === 'localhost';
  const registry = named ? first : DOCKER_HUB;
  const name = named ? repository.slice(slash + 1) : repository;
  if (registry !== DOCKER_HUB) return { registry, host: registry, name };
  return { registry, host: 'registry-1.docker.io', name: name.includes('/') ? name : `library/${name}` };
}

/** Whether a registry is on this machine, where Docker does without TLS, too. */
export function isLoopback(registry: string): boolean {
  return /^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/.test(registry);
}
