import type { Pipeline } from '../pipeline';
import { lastSelection } from '../release';

/**
 * The services that the last change of an environment selected together; none, where it was a rollback or there was none.
 *
 * @example
 * lastSelected(pipeline, 'prod'); // ['api', 'web'], when one promotion selected both
 */
export function lastSelected({ releases, services }: Pipeline, environment: string): readonly string[] {
  const selections = services.flatMap((service) => {
    const release = releases.find(environment, service)?.release;
    const event = release && lastSelection(release);
    return event === undefined ? [] : [{ service, event }];
  });
  const last = selections
    .map(({ event }) => event.at)
    .sort()
    .at(-1);
  const changed = selections.filter(({ event }) => event.at === last);
  return changed.every(({ event }) => event.event === 'selected')
    ? changed.map(({ service }) => service)
    : [];
}
