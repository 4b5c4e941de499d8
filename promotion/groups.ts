import { namesBefore } from '../core/pipeline';
import { type Pipeline, type PipelineStage, stagesOf } from './pipeline';

/** Services of a group in an environment that are proven by the same environments before it. */
export interface PromotionUnit {
  readonly group: string;
  /** The environment's name. */
  readonly environment: string;
  readonly services: readonly string[];
  /** The environments that must have had them together. */
  readonly after: PipelineStage['after'];
  readonly soak?: PipelineStage['soak'];
}

/**
 * The group that a service moves with; undefined where it moves by itself.
 *
 * @example
 * groupOf({ ...pipeline, groups: { checkout: ['api', 'web'] } }, 'api'); // 'checkout'
 */
export function groupOf({ groups = {} }: Pipeline, service: string): string | undefined {
  return Object.keys(groups).find((group) => groups[group]?.includes(service) === true);
}

/** The services of a group that the pipeline is asked about. */
export function membersOf({ groups = {}, services }: Pipeline, group: string): readonly string[] {
  return (groups[group] ?? []).filter((service) => services.includes(service));
}

/**
 * A group in each environment. Where the environment before does without some of its services, those are proven elsewhere, and are a unit of
 * their own.
 */
export function unitsOf(pipeline: Pipeline, group: string): readonly PromotionUnit[] {
  const places = membersOf(pipeline, group).flatMap((service) =>
    stagesOf(pipeline, service).map((stage) => ({ service, stage })),
  );
  const units = new Map<string, PromotionUnit>();
  for (const { service, stage } of places) {
    const { name, after, soak } = stage;
    const key = JSON.stringify([name, namesBefore(after)]);
    const services = [...(units.get(key)?.services ?? []), service];
    units.set(key, { group, environment: name, services, after, soak });
  }
  return [...units.values()];
}

/** The same pipeline, in which each service moves by itself. */
export function ungrouped({ stages, services, releases }: Pipeline): Pipeline {
  return { stages, services, releases };
}

/**
 * The services of a group that an environment runs.
 *
 * @example
 * membersIn({ ...pipeline, groups: { checkout: ['api', 'web'] } }, 'checkout', 'prod'); // ['api', 'web']
 */
export function membersIn(pipeline: Pipeline, group: string, environment: string): readonly string[] {
  return membersOf(pipeline, group).filter((service) =>
    stagesOf(pipeline, service).some(({ name }) => name === environment),
  );
}

/** The unit of a service in one of its stages; undefined where it moves by itself. */
export function unitOf(
  pipeline: Pipeline,
  { name }: PipelineStage,
  service: string,
): PromotionUnit | undefined {
  const group = groupOf(pipeline, service);
  if (group === undefined) return undefined;
  return unitsOf(pipeline, group).find(
    ({ environment, services }) => environment === name && services.includes(service),
  );
}
