import type { Finding } from '../../core/findings';
import {
  groupOf,
  type Pipeline,
  type Release,
  type ReleaseChange,
  type ReleaseResult,
  type ReleasesResult,
} from '../../promotion';
import type { RequestedChange } from './change-releases';

/** What a change waits for, by the rules that are violated. */
interface ToleratedRules {
  /** Rules whose violation means that there is nothing to do for a service. */
  readonly idle?: readonly string[];
  /** Rules whose violation means that a service waits for something else: the others are changed, and the reason is reported. */
  readonly waits?: readonly string[];
}

/** Does the same for several services: for all of them, or for none. */
export function forEachService(
  services: readonly string[],
  change: (pipeline: Pipeline, service: string) => ReleaseResult,
  passes: ToleratedRules = {},
): RequestedChange['update'] {
  return forEach(services, (pipeline, service) => asMany(change(pipeline, service)), passes);
}

/** What moves by itself, or together. */
interface MoveActions {
  readonly service: (pipeline: Pipeline, service: string) => ReleaseResult;
  readonly group: (pipeline: Pipeline, group: string) => ReleasesResult;
}

/** Moves several services, each with the group that it belongs to: all of them, or none. @param apart whether each moves by itself all the same */
export function forEachMove(
  services: readonly string[],
  { service: one, group: together }: MoveActions,
  { apart, ...passes }: ToleratedRules & { readonly apart: boolean },
): RequestedChange['update'] {
  return (pipeline) => {
    const movers = services.map((service) => {
      const group = apart ? undefined : groupOf(pipeline, service);
      return { service, group };
    });
    const isFirst = ({ group }: (typeof movers)[number], index: number) =>
      group === undefined || movers.findIndex((mover) => mover.group === group) === index;
    return forEach(
      movers.filter(isFirst),
      (current, { service, group }) =>
        group === undefined ? asMany(one(current, service)) : together(current, group),
      passes,
    )(pipeline);
  };
}

function asMany({ release, findings }: ReleaseResult): ReleasesResult {
  return { releases: release === undefined ? [] : [release], findings };
}

/** The services, each with the others of its group. */
export function withTheirGroups({ groups = {} }: Pipeline, services: readonly string[]): readonly string[] {
  const all = Object.values(groups).filter((group) => group.some((service) => services.includes(service)));
  return [...new Set([...services, ...all.flat()])];
}

function forEach<T>(
  movers: readonly T[],
  change: (pipeline: Pipeline, mover: T) => ReleasesResult,
  { idle = [], waits = [] }: ToleratedRules,
): RequestedChange['update'] {
  return (pipeline) => {
    const releases: Release[] = [];
    const findings: Finding[] = [];
    const skipped: Finding[] = [];
    for (const mover of movers) {
      const result = change(pipeline, mover);
      if (result.findings.length === 0) releases.push(...result.releases);
      else if (!result.findings.every(({ rule }) => idle.includes(rule) || waits.includes(rule)))
        findings.push(...result.findings);
      else skipped.push(...result.findings.filter(({ rule }) => waits.includes(rule)));
    }
    return { releases, findings, skipped };
  };
}

/** The subject of a change, with the services that it concerns, each once. */
export function subjectOf(
  sentence: (services: string) => string,
): (changes: readonly ReleaseChange[]) => string {
  return (changes) =>
    sentence([...new Set(changes.map(({ after }) => after.service))].join(', ') || 'nothing');
}
