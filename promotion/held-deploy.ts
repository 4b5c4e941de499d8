import { type Finding, problem } from '../core/findings';
import { describeFreeze, freezeAt, inOneFreeze } from './freeze';
import type { Pipeline } from './pipeline';
import { lastSelection } from './release';

/**
 * Why an environment is not deployed now: it is in a freeze, and what would be deployed was selected before. What a person selected
 * in this freeze is deployed: a rollback, or an image whose selection set the freeze aside.
 *
 * @example
 * refuseIfAny(heldDeploy(pipeline, 'prod', '2026-12-24T12:00:00Z'), 'nothing was started');
 */
export function heldDeploy(
  { stages, releases }: Pipeline,
  environment: string,
  at: string,
): readonly Finding[] {
  const freeze = freezeAt(stages.find(({ name }) => name === environment)?.freeze ?? [], at);
  if (freeze === undefined) return [];
  const last = releases.files
    .filter((file) => file.environment === environment)
    .flatMap(({ release }) => lastSelection(release) ?? []);
  const isMeant = last.some(
    (event) =>
      (event.event === 'restored' || event.overrides?.includes('freeze') === true) &&
      inOneFreeze(freeze, event.at, at),
  );
  return isMeant
    ? []
    : [
        problem({
          rule: 'deploy/freeze',
          path: `environments.${environment}.freeze`,
          message: `must be over before anything is deployed; it lasts ${describeFreeze(freeze)}`,
          value: at,
          advice:
            'Wait until it is over; or deploy with `--during-freeze "<why>"`. A rollback that is selected now is deployed without it.',
        }),
      ];
}
