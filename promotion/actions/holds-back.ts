import { type Finding, keyOfFinding } from '../../core/findings';

/** What is found about a service of a group, and so blocks all of it. */
export interface AboutMember {
  readonly service: string;
  readonly finding: Finding;
}

/** The findings about services of a group, each once, with the services that each of them blocks. */
export function holdingBack(
  group: string,
  members: readonly string[],
  found: readonly AboutMember[],
): readonly Finding[] {
  const about = new Map<string, AboutMember & { readonly services: readonly string[] }>();
  for (const { service, finding } of found) {
    const key = keyOfFinding(finding);
    about.set(key, { service, finding, services: [...(about.get(key)?.services ?? []), service] });
  }
  return [...about.values()].map(({ finding, services }) => {
    const others = members.filter((member) => !services.includes(member));
    if (others.length === 0) return finding;
    const { advice } = finding;
    return {
      ...finding,
      advice: `${advice} This blocks ${others.join(' and ')} as well: the group ${group} moves together.`,
    };
  });
}
