import type { Environment } from './environment';
import type { Project } from './project';

/** The key under which Kubernetes looks for a registry's credentials. */
export const DOCKER_CONFIG_KEY = '.dockerconfigjson';

/** The keys of a secret that an environment needs: those that services read, the one that images are pulled with, and those that it lists. */
export function secretKeys({ props }: Project, environment: Environment, secret: string): readonly string[] {
  const read = props.services
    .flatMap((service) => Object.values(service.props.secrets ?? {}))
    .filter(({ secretName }) => secretName === secret)
    .map(({ key }) => key);
  const pulled = secret === environment.pullSecret ? [DOCKER_CONFIG_KEY] : [];
  const added = environment.secrets[secret]?.keys ?? [];
  return [...new Set([...read, ...pulled, ...added])].sort();
}
