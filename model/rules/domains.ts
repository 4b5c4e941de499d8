import { type Finding, problem } from '../../core/findings';
import type { ResolvedComposition } from '../composition';

/** A domain leads to one service of one environment. */
export function domains({ environments }: ResolvedComposition): readonly Finding[] {
  const holders = new Map<string, string>();
  return environments.flatMap((environment) =>
    Object.entries(environment.services).flatMap(([service, { domain }]) => {
      if (domain === undefined) return [];
      const path = `environments.${environment.name}.services.${service}.domain`;
      const holder = holders.get(domain);
      if (holder === undefined) {
        holders.set(domain, path);
        return [];
      }
      return [
        problem({
          rule: 'domains/once',
          path,
          message: 'must be a domain that nothing else has',
          value: `${domain}, as ${holder} already is`,
          advice: 'Give each its own domain: the ingress would send requests to either.',
        }),
      ];
    }),
  );
}
