import type { Draft } from '../draft';
import type { Input } from '../input';
import type { ComposeContext } from './context';

/** How often a run is tried again that Compose would try for ever: as often as Kubernetes does. */
const RETRIES = 6;

/** Whether a service is started again when it ends, and how often one is that others wait for until it has ended. */
export function readRestart(draft: Draft, service: Input, { runsToEnd }: ComposeContext): void {
  const restart = service.at('restart');
  const policy = service.at('deploy', 'restart_policy');
  const condition = policy.at('condition');
  const [how = '', most] = (restart.text() ?? '').split(':');
  const whether = condition.text() ?? how;
  if (runsToEnd.has(draft.input.path)) {
    const attempts = policy.at('max_attempts').number() ?? (most === undefined ? undefined : Number(most));
    const isTried = /^(?:on-failure|any|always|unless-stopped)$/.test(whether);
    if (!isTried) return;
    draft.props['retries'] = attempts ?? RETRIES;
    if (attempts === undefined)
      (condition.isThere ? condition : restart).note(
        `It is tried ${RETRIES} times again here, instead of without end: see retries.`,
      );
    return;
  }
  if (!restart.isThere && !policy.isThere) draft.unsaid.add('restart');
  if (restart.isThere && !/^(?:always|unless-stopped)$/.test(how))
    restart.leave(
      'A service is started again whenever it ends. What runs and ends is a job(…) or cronJob(…).',
    );
  if (/^(?:none|on-failure)$/.test(condition.text() ?? ''))
    condition.leave('A service is started again whenever it ends.');
}
