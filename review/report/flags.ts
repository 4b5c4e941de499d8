import { kindOfType } from '../../core/kubernetes';
import { namesBefore } from '../../core/pipeline';
import type { EnvironmentRecord, SlipwayRecord } from '../../core/record';
import { type MachineNode, originOf, ownerKeys, type WorkloadNode } from '../picture';
import type { PolicyFinding, Review } from '../view';

/** What a row can be filtered by, with what the page calls it. */
export const FLAGS = { changed: 'what changed', waits: 'what waits', finding: 'what has findings' } as const;

export type Flag = keyof typeof FLAGS;

/** Says what holds of a thing. */
export type FlagsOf = (thing: WorkloadNode | MachineNode, environment: EnvironmentRecord) => readonly Flag[];

export function flagsFrom(
  record: SlipwayRecord,
  findings: readonly PolicyFinding[],
  review: Review | undefined,
): FlagsOf {
  const changed = new Set(review === undefined ? [] : changedOwners(review));
  const found = new Set(
    findings.filter(({ allowed }) => allowed === undefined).map(({ path }) => ownerIn(path)),
  );
  const byName = new Map(record.environments.map((environment) => [environment.name, environment]));
  return ({ name, origin, ...thing }, environment) => {
    const has = (keys: ReadonlySet<string>): boolean =>
      origin !== undefined && ownerKeys(origin).some((key) => keys.has(key));
    const waits =
      'service' in thing &&
      namesBefore(environment.after).some(
        (before) => waitingDigest(name, environment, byName.get(before)) !== undefined,
      );
    return [
      ...(has(changed) ? ['changed' as const] : []),
      ...(waits ? ['waits' as const] : []),
      ...(has(found) ? ['finding' as const] : []),
    ];
  };
}

/** The digest that waits for an environment: what the one before it selects, where that is another one. */
export function waitingDigest(
  service: string,
  environment: EnvironmentRecord,
  before: EnvironmentRecord | undefined,
): string | undefined {
  const earlier = Object.hasOwn(before?.services ?? {}, service)
    ? before?.services[service]?.digest
    : undefined;
  const own = Object.hasOwn(environment.services, service) ? environment.services[service] : undefined;
  return own === undefined || earlier === undefined || earlier === null || earlier === own.digest
    ? undefined
    : earlier;
}

/** What changed resources belong to. A network policy is a connection, and changes no workload. */
function changedOwners({ entries }: Review): readonly string[] {
  return entries
    .filter(({ type }) => kindOfType(type) !== 'NetworkPolicy')
    .flatMap(({ resources }) => resources.flatMap(({ places }) => places))
    .flatMap(({ stack, ...block }) => ownerKeys(originOf(stack, block)));
}

/** The stack and the address that the path of a policy's finding begins with. */
function ownerIn(path: string): string {
  return /^[^/]+\/[\w-]+\.[\w-]+/.exec(path)?.[0] ?? '';
}
