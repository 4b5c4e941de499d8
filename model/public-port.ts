import type { PublicPort } from '../constructs/workload';
import type { DeclaredEnvironment } from './environment';
import { isNotRun } from './not-run';
import type { Service } from './service';

/** What of a service is served to the outside, in full. */
export function publicPortOf({ props }: Service): PublicPort | undefined {
  return typeof props.public === 'string' ? { port: props.public } : props.public;
}

/** The address under which an environment serves a service to the outside: its domain may be `*.shop.example.com`. */
export function publicAddress(
  { services, cluster }: Pick<DeclaredEnvironment, 'services' | 'cluster'>,
  { name }: Service,
): string | undefined {
  const said = services[name];
  const { ingress } = cluster.provides;
  if (said === undefined || isNotRun(said) || said.domain === undefined || ingress === undefined)
    return undefined;
  return `${ingress.tls.kind === 'plain-http' ? 'http' : 'https'}://${said.domain}`;
}
