import { namesBefore } from '../../core/pipeline';
import type { EnvironmentRecord, ImageRecord, SlipwayRecord } from '../../core/record';
import { groupBy } from '../group-by';
import type { Promotion, PromotionStep, SourcePart } from './review';

/** The images that services run now and did not run before, and why they changed. */
export function promotionsBetween(before: SlipwayRecord, after: SlipwayRecord): readonly Promotion[] {
  const services = [...before.environments, ...after.environments].flatMap(({ services }) =>
    Object.keys(services),
  );
  return [...new Set([...services, ...Object.keys(before.images), ...Object.keys(after.images)])]
    .sort()
    .map((service) => ({
      service,
      steps: stepsOf(service, before, after),
      source: sourceParts(before.images[service], after.images[service]),
    }))
    .filter(({ steps, source }) => steps.length + source.length > 0);
}

function stepsOf(service: string, before: SlipwayRecord, after: SlipwayRecord): readonly PromotionStep[] {
  const old = new Map(before.environments.map((environment) => [environment.name, environment]));
  const moved = after.environments.flatMap((environment) => {
    const [was, is] = [digestOf(service, old.get(environment.name)), digestOf(service, environment)];
    if (was === is) return [];
    const previous = namesBefore(environment.after).find(
      (name) => is !== null && digestOf(service, old.get(name)) === is,
    );
    return [{ environment: environment.name, before: was, after: is, from: previous ?? null }];
  });
  return [...groupBy(moved, (step) => JSON.stringify([step.before, step.after, step.from])).values()].flatMap(
    (alike) => {
      const [first] = alike;
      if (first === undefined) return [];
      const { before, after, from } = first;
      return [{ environments: alike.map(({ environment }) => environment), before, after, from }];
    },
  );
}

function digestOf(service: string, environment: EnvironmentRecord | undefined): string | null {
  return environment?.services[service]?.digest ?? null;
}

/** Which parts of the source changed the image. */
function sourceParts(before: ImageRecord | undefined, after: ImageRecord | undefined): readonly SourcePart[] {
  if (before === undefined || after === undefined || before.sourceHash === after.sourceHash) return [];
  const [old, head] = [before.manifest, after.manifest];
  return [...new Set([...Object.keys(old), ...Object.keys(head)])]
    .filter((part) => old[part] !== head[part])
    .sort()
    .map((part) => ({
      change: old[part] === undefined ? 'added' : head[part] === undefined ? 'removed' : 'changed',
      part,
    }));
}
