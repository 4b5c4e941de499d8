import { entryOf } from '../core/json';
import type { Environment } from './environment';
import { secretsRead } from './secrets-read';
import type { Service } from './service';

/**
 * An annotation of a service's pods with the revisions of the managed Secrets that they read, from the second on: pods read them at start, so
 * what is written again reaches them in a rollout.
 */
export function secretRevisions(
  environment: Environment,
  service: Service,
): Readonly<Record<string, string>> {
  const names = new Set(secretsRead(environment, service).map(({ secretName }) => secretName));
  const revised = [...names].sort().flatMap((name) => {
    const source = entryOf(environment.secrets, name);
    return source?.kind === 'managed' && source.revision > 1 ? [`${name}=${source.revision}`] : [];
  });
  return revised.length === 0 ? {} : { 'revision/secrets': revised.join(', ') };
}
