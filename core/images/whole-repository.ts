/** The registry that is meant where none is written. */
export const DOCKER_HUB = 'docker.io';

/**
 * A repository with its registry, as Docker reads it: the part before the first slash is a registry only if it cannot be anything else.
 *
 * @example
 * wholeRepository('redis'); // 'docker.io/library/redis'
 */
export function wholeRepository(repository: string): string {
  const [first = '', ...rest] = repository.split('/');
  const isNamed = rest.length > 0 && /[.:]|^localhost$/.test(first);
  const [registry, name] = isNamed ? [first, rest.join('/')] : [DOCKER_HUB, repository];
  return registry === DOCKER_HUB && !name.includes('/')
    ? `${registry}/library/${name}`
    : `${registry}/${name}`;
}
