import { domainsOf, routesOf } from '../../constructs/workload';
import { type Finding, problem } from '../../core/findings';
import type { ResolvedComposition } from '../composition';
import type { Environment } from '../environment';
import { publicPortOf } from '../public-port';
import type { Service } from '../service';

/** A path of a domain leads to one service of one environment. */
export function domains({ project, environments }: ResolvedComposition): readonly Finding[] {
  const holders = new Map<string, string>();
  return environments.flatMap((environment) =>
    project.props.services.flatMap((service) =>
      urlsOf(environment, service).flatMap(({ url, path }) => {
        const holder = holders.get(url);
        if (holder === undefined) {
          holders.set(url, path);
          return [];
        }
        // What a service says twice itself is judged with its workload.
        if (holder.startsWith(settingsPath(environment, service))) return [];
        return [
          problem({
            rule: 'domains/once',
            path,
            message: 'must be a domain that nothing else has, or lead to other paths of it',
            value: `${url}, as ${holder} already is`,
            advice: 'Give each its own domain or path: the ingress would send requests to either.',
          }),
        ];
      }),
    ),
  );
}

interface Url {
  /** A domain, with a path unless all of them are meant. */
  readonly url: string;
  /** The setting that says so. */
  readonly path: string;
}

function urlsOf(environment: Environment, service: Service): readonly Url[] {
  const way = publicPortOf(service);
  const { domain, aliases } = environment.services[service.name] ?? {};
  if (way === undefined || domain === undefined) return [];
  const settings = settingsPath(environment, service);
  return domainsOf({ domain, aliases }).flatMap((name) =>
    routesOf(way).map(({ path }) => ({
      // As Kubernetes matches them, element by element: /api/ is /api.
      url: `${name}${path.replace(/\/$/, '')}`,
      path: name === domain ? `${settings}domain` : `${settings}aliases`,
    })),
  );
}

function settingsPath(environment: Environment, service: Service): string {
  return `environments.${environment.name}.services.${service.name}.`;
}
