import type { Environment } from './environment';
import type { Project } from './project';
import { allPullSecrets } from './pull-secrets';
import { allSecretsRead, type SecretRead } from './secrets-read';

/** The key under which Kubernetes looks for a registry's credentials. */
const DOCKER_CONFIG_KEY = '.dockerconfigjson';

/** The keys of a secret that an environment needs: those that services read, the ones that images are pulled with, and those that it lists. */
export function secretKeys(project: Project, environment: Environment, secret: string): readonly string[] {
  return keysOf(project, environment, secret, () => true);
}

/** Those of them without which pods do not start. */
export function neededSecretKeys(
  project: Project,
  environment: Environment,
  secret: string,
): readonly string[] {
  return keysOf(project, environment, secret, ({ optional }) => !optional);
}

function keysOf(
  project: Project,
  environment: Environment,
  secret: string,
  counts: (read: SecretRead) => boolean,
): readonly string[] {
  const read = allSecretsRead(project, environment)
    .filter((each) => each.secretName === secret && counts(each))
    .flatMap(({ key }) => key ?? []);
  const isPulled = allPullSecrets(project, environment).some(({ secretName }) => secretName === secret);
  const pulled = isPulled ? [DOCKER_CONFIG_KEY] : [];
  const added = environment.secrets[secret]?.keys ?? [];
  return [...new Set([...read, ...pulled, ...added])].sort();
}
