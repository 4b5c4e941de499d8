import type { Environment } from './environment';
import type { Project } from './project';

/** The key under which Kubernetes looks for a registry's credentials. */
export const DOCKER_CONFIG_KEY = '.dockerconfigjson';

/** The keys of a secret that an environment needs: those that services read, and the one that images are pulled with. */
export function secretKeys({ props }: Project, environment: Environment, secret: string): readonly string[] {
  const read = props.services
    .flatMap((service) => Object.values(service.props.secrets ?? {}))
    .filter(({ secretName }) => secretName === secret)
    .map(({ key }) => key);
  const pulled = secret === environment.pullSecret ? [DOCKER_CONFIG_KEY] : [];
  return [...new Set([...read, ...pulled])].sort();
}
